#include "io/video_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "io/write_error.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr int kBufferSize = 1 << 16;
/// Reserved from the start: headers, and what FFmpeg holds back.
constexpr std::int64_t kLeastReserve = 4 << 20;
constexpr std::int64_t kReserveStep = 64 << 10;
/// Entries of MP4's tables: time, offset, size, key frame, chunk.
constexpr std::int64_t kIndexBytesOfPacket = 40;

}  // namespace

Expected<std::unique_ptr<VideoFile>> VideoFile::create(const fs::path& target) {
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return tl::unexpected(write_error(target, error.value()));
  std::unique_ptr<VideoFile> file(new VideoFile(target));
  if (file->error_ != 0) return tl::unexpected(write_error(target, file->error_));
  file->reserve(kLeastReserve);
  if (file->is_full_) return tl::unexpected(write_error(target, ENOSPC));
  return file;
}

VideoFile::VideoFile(const fs::path& target) : file_(target), reserve_(target) {
  if (!file_.exists() || !reserve_.exists()) error_ = errno;
  auto* buffer = static_cast<unsigned char*>(checked(av_malloc(kBufferSize)));
  io_ = checked(AvioPtr(avio_alloc_context(buffer, kBufferSize, 1, this, nullptr, &VideoFile::write,
                                           &VideoFile::seek)));
}

void VideoFile::packet_comes() {
  ++packets_;
  reserve(kLeastReserve + packets_ * kIndexBytesOfPacket);
}

void VideoFile::reserve(std::int64_t bytes) {
  if (is_full_ || bytes <= reserved_) return;
  const std::int64_t size = (bytes + kReserveStep - 1) / kReserveStep * kReserveStep;
  const int failed = posix_fallocate(reserve_.file().number(), 0, size);
  if (failed == 0) {
    reserved_ = size;
  } else if (failed == ENOSPC || failed == EDQUOT) {
    is_full_ = true;
  }  // else the file system cannot reserve, and the end of a full disk is as it comes
}

void VideoFile::give_up_reserve() {
  is_full_ = true;
  reserved_ = 0;
  (void)ftruncate(reserve_.file().number(), 0);  // where that fails, the next write does too
}

int VideoFile::write(void* self, std::uint8_t* bytes, int size) {
  auto& output = *static_cast<VideoFile*>(self);
  int done = 0;
  while (done < size) {
    const ssize_t count =
        ::write(output.file_.file().number(), bytes + done, static_cast<std::size_t>(size - done));
    if (count > 0) {
      done += static_cast<int>(count);
    } else if (count < 0 && (errno == ENOSPC || errno == EDQUOT) && output.reserved_ > 0) {
      output.give_up_reserve();
    } else if (count == 0 || errno != EINTR) {
      if (output.error_ == 0) output.error_ = count == 0 ? EIO : errno;
      return AVERROR(output.error_);
    }
  }
  return size;
}

std::int64_t VideoFile::seek(void* self, std::int64_t offset, int whence) {
  auto& output = *static_cast<VideoFile*>(self);
  const int file = output.file_.file().number();
  struct stat status {};
  if (whence == AVSEEK_SIZE) return fstat(file, &status) == 0 ? status.st_size : AVERROR(errno);
  const off_t position = lseek(file, offset, whence & ~AVSEEK_FORCE);
  return position < 0 ? AVERROR(errno) : position;
}

Expected<void> VideoFile::appear_as(const fs::path& path, const BeforeAppearing& before_appearing) {
  FileStamp stamp;
  if (!file_.synchronize(stamp)) return tl::unexpected(write_error(path, errno));
  if (before_appearing) {
    if (auto agreed = before_appearing(stamp); !agreed) return agreed;
  }
  if (!file_.move_to(path)) return tl::unexpected(write_error(path, errno));
  return {};
}

}  // namespace tintflow
