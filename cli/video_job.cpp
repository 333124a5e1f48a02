#include "cli/video_job.h"

#include <unistd.h>

#include "cli/command_error.h"
#include "io/image_format.h"
#include "io/real_path.h"
#include "io/video_content.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStream = "-";

void check_standard_output(const ColorizeOptions& options) {
  if (options.common.json) {
    throw UsageError("--json and the video would both go to standard output: name a file with -o");
  }
  if (!options.dry_run && isatty(STDOUT_FILENO) != 0) {
    throw UsageError(
        "standard output is a terminal, which cannot show a video: pipe it into another program, "
        "or name a file with -o");
  }
}

std::string named(const ColorizeOptions& options, const std::string& stem,
                  const std::string& usual) {
  std::string name = options.name.empty() ? usual : options.name;
  for (auto at = name.find("%s"); at != std::string::npos; at = name.find("%s", at + stem.size())) {
    name.replace(at, 2, stem);
  }
  return name;
}

/// The output's file, as -o and the input's name say.
fs::path output_file(const ColorizeOptions& options, const fs::path& input) {
  const fs::path given = options.output;
  if (!given.empty() && given.has_extension() && !fs::is_directory(given)) return given;
  const std::string stem = input.stem().string();
  // What cannot be written as it came goes where sound of every kind has a place.
  const std::string extension = container_of_extension(input) ? input.extension().string() : ".mkv";
  if (given.empty()) {
    return input.parent_path() / (named(options, stem, "%s_colorized") + extension);
  }
  return given / (named(options, stem, "%s") + extension);
}

void check_options(const ColorizeOptions& options) {
  if (options.format != "same") {
    throw UsageError("--format is for pictures: a video's is told by the name given with -o");
  }
  if (options.crop == "auto") {
    throw UsageError("--crop auto would cut each frame of a video differently: give WxH+X+Y");
  }
  if (!options.contact_sheet.empty()) {
    throw UsageError("--contact-sheet shows pictures, but the input is a video");
  }
}

bool is_gif(const fs::path& path) { return format_of_extension(path) == ImageFormat::gif; }

}  // namespace

fs::path VideoJob::partial_output() const {
  const fs::path whole = output;
  fs::path name = whole.stem();
  name += ".partial";
  name += whole.extension();
  return whole.parent_path() / name;
}

bool is_video_job(const ColorizeOptions& options, const Bytes& start) {
  if (options.inputs.size() != 1) return false;
  const std::string& input = options.inputs.front();
  if (input == kStream) return is_video_content(start);
  if (is_gif(input)) return container_of_extension(options.output).has_value();
  return is_video_file(input);
}

VideoJob plan_video_job(const ColorizeOptions& options) {
  check_options(options);
  VideoJob job;
  job.input = options.inputs.front();
  const bool to_stream =
      options.output == kStream || (options.output.empty() && job.reads_stream());
  if (to_stream) {
    check_standard_output(options);
    job.output = kStream;
    job.container = VideoContainer::y4m;
    return job;
  }
  if (job.reads_stream() && !container_of_extension(options.output)) {
    throw UsageError(
        "a video on standard input has no name: name its result's file with -o, such as -o "
        "colored.mp4, or pipe it on with -o -");
  }
  const fs::path output = output_file(options, job.input);
  const auto container = container_of_extension(output);
  if (!container) {
    throw UsageError(output.string() +
                     " names no kind of video that can be written: .mp4, .mov, .mkv, .webm, .gif "
                     "or .y4m");
  }
  job.output = output.string();
  job.container = *container;
  if (!job.reads_stream() && real_path(output) == real_path(job.input)) {
    throw UsageError("the output would replace its input " + job.input);
  }
  if (fs::exists(output) && !options.overwrite && !options.never_overwrite) {
    throw UsageError(output.string() +
                     " exists; -y overwrites it, -n keeps it, -o names another place");
  }
  return job;
}

void refuse_video_options(const ColorizeOptions& options) {
  if (options.video == VideoOptions{}) return;
  throw UsageError("--codec, --crf and --pix-fmt are for a video, which the input is not");
}

}  // namespace tintflow
