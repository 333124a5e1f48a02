#include "io/packet_journal.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "io/little_endian.h"
#include "io/packet_record.h"
#include "io/tf_record.h"
#include "io/write_all.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// The first byte of a record.
enum Kind : std::uint8_t { job = 'j', header = 'h', packet = 'p', frame = 'f', boundary = 'b' };

using Content = std::span<const std::uint8_t>;

/// What `errno` says. None of it ends a run, which needs no journal.
std::string problem(const fs::path& file) {
  return fmt::format("{}: {}", file.string(), std::generic_category().message(errno));
}

Bytes number_record(std::uint64_t number) {
  Bytes bytes;
  append_little_endian(bytes, number);
  return bytes;
}

std::optional<std::uint64_t> number_of(Content content) {
  if (content.size() != sizeof(std::uint64_t)) return std::nullopt;
  return little_endian<std::uint64_t>(content);
}

/// Calls `take` with each record up to `end`, or the first that is unfinished or not understood,
/// for which `take` is false. `take` gets kind, content, and where the record ends.
void for_each_record(const fs::path& file, std::uint64_t end,
                     const std::function<bool(std::uint8_t, Content, std::uint64_t)>& take) {
  std::ifstream stream(file, std::ios::binary);
  std::uint64_t position = 0;
  while (position < end) {
    const std::optional<Bytes> record = read_tf_record(stream);
    if (!record || record->empty()) return;
    position = static_cast<std::uint64_t>(stream.tellg());
    if (!take(record->front(), Content(*record).subspan(1), position)) return;
  }
}

}  // namespace

PacketJournal::PacketJournal(fs::path file, FileDescriptor descriptor)
    : file_(std::move(file)), descriptor_(std::move(descriptor)) {}

Expected<std::unique_ptr<PacketJournal>> PacketJournal::open(const fs::path& file,
                                                             const std::string& job) {
  FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (!descriptor.is_open()) return tl::unexpected(problem(file));
  if (flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
    return tl::unexpected(fmt::format("{}: another run uses it", file.string()));
  }
  std::unique_ptr<PacketJournal> journal(new PacketJournal(file, std::move(descriptor)));
  journal->scan(job);
  if (journal->beginning_ > 0) return journal;
  if (auto begun = journal->begin(job); !begun) return tl::unexpected(begun.error());
  return journal;
}

void PacketJournal::scan(const std::string& job) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(file_, error);
  if (error) return;
  for_each_record(file_, size, [&](std::uint8_t kind, Content content, std::uint64_t end) {
    if (beginning_ == 0) {
      if (kind != Kind::job || !std::ranges::equal(content, job)) return false;
      beginning_ = end;
    } else if (kind == Kind::boundary) {
      const auto number = number_of(content);
      if (!number) return false;
      boundaries_.push_back(*number);
      ends_.push_back(end);
    } else if (kind == Kind::frame && !first_time_) {
      if (const auto time = number_of(content)) first_time_ = static_cast<std::int64_t>(*time);
    }
    return true;
  });
}

Expected<void> PacketJournal::begin(const std::string& job) {
  if (ftruncate(descriptor_.number(), 0) != 0) return tl::unexpected(problem(file_));
  auto appended = append(Kind::job, Bytes(job.begin(), job.end()));
  if (appended) beginning_ = fs::file_size(file_);
  return appended;
}

Expected<void> PacketJournal::keep_until(std::uint64_t boundary) {
  const auto found = std::ranges::find(boundaries_, boundary);
  const std::size_t kept =
      found == boundaries_.end() ? 0 : static_cast<std::size_t>(found - boundaries_.begin()) + 1;
  boundaries_.resize(kept);
  ends_.resize(kept);
  if (kept == 0) first_time_.reset();
  const std::uint64_t size = kept == 0 ? beginning_ : ends_.back();
  if (ftruncate(descriptor_.number(), static_cast<off_t>(size)) != 0) {
    return tl::unexpected(problem(file_));
  }
  return {};
}

Expected<void> PacketJournal::replay(const Reader& reader) const {
  const std::uint64_t size = ends_.empty() ? beginning_ : ends_.back();
  std::uint64_t read = 0;
  for_each_record(file_, size, [&](std::uint8_t kind, Content content, std::uint64_t end) {
    if (kind == Kind::header) {
      reader.header(content);
    } else if (kind == Kind::packet) {
      auto packet = packet_of_record(content);
      if (packet == nullptr) return false;
      reader.packet(std::move(packet));
    } else if (kind == Kind::frame) {
      const auto time = number_of(content);
      if (!time) return false;
      reader.frame(static_cast<std::int64_t>(*time));
    }
    read = end;
    return true;
  });
  if (read == size) return {};
  return tl::unexpected(fmt::format("{}: damaged", file_.string()));
}

Expected<void> PacketJournal::append_header(Content header) {
  return append(Kind::header, Bytes(header.begin(), header.end()));
}

Expected<void> PacketJournal::append_packet(const AVPacket& packet) {
  return append(Kind::packet, packet_record(packet));
}

Expected<void> PacketJournal::append_frame(std::int64_t time) {
  return append(Kind::frame, number_record(static_cast<std::uint64_t>(time)));
}

Expected<void> PacketJournal::append_boundary(std::uint64_t frame) {
  auto appended = append(Kind::boundary, number_record(frame));
  if (!appended) return appended;
  boundaries_.push_back(frame);
  ends_.push_back(static_cast<std::uint64_t>(lseek(descriptor_.number(), 0, SEEK_END)));
  return appended;
}

Expected<void> PacketJournal::append(std::uint8_t kind, const Bytes& content) {
  Bytes bytes{kind};
  bytes.insert(bytes.end(), content.begin(), content.end());
  if (write_all(descriptor_.number(), tf_record(bytes))) return {};
  return tl::unexpected(problem(file_));
}

}  // namespace tintflow
