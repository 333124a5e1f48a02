#include "cli/video_job.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command_error.h"
#include "io/image_format.h"
#include "io/number_pattern.h"
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
  fs::path given = options.output;
  if (!given.empty() && given.has_extension() && !fs::is_directory(given)) return given;
  if (given.empty()) return input.parent_path() / result_name(options, input, true);
  return given / result_name(options, input, false);
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

/// An animation counts as a video where it shall become one.
bool is_film(const std::string& input, const ColorizeOptions& options) {
  if (is_gif(input)) return container_of_extension(options.output).has_value();
  return input == kStream || is_video_file(input);
}

bool is_number_pattern(const fs::path& path) {
  return NumberPattern::parse(path.filename().string()).has_value();
}

void check_pattern(const ColorizeOptions& options) {
  const auto format = format_of_extension(options.output);
  if (!format || !is_writable(*format) || *format == ImageFormat::ora) {
    throw UsageError(options.output +
                     " names no picture that can be written: choose .png, .jpg or .webp");
  }
  if (tells_how_to_store(options.video)) {
    throw UsageError(fmt::format(
        "--codec, --crf, --pix-fmt, --fps and --raw-output are for a video, which {} is not",
        options.output));
  }
}

}  // namespace

std::string result_name(const ColorizeOptions& options, const fs::path& input,
                        bool is_beside_input) {
  const std::string stem = input.stem().string();
  // What cannot be written as it came goes where sound of every kind has a place.
  const std::string extension = container_of_extension(input) ? input.extension().string() : ".mkv";
  return named(options, stem, is_beside_input ? "%s_colorized" : "%s").append(extension);
}

fs::path VideoJob::partial_output() const {
  const fs::path whole = output;
  fs::path name = whole.stem();
  name += ".partial";
  name += whole.extension();
  return whole.parent_path() / name;
}

fs::path VideoJob::first_output() const {
  if (container) return output;
  const fs::path pattern = output;
  return pattern.parent_path() / NumberPattern::parse(pattern.filename().string())->name_of(1);
}

bool is_video_job(const ColorizeOptions& options, const Bytes& start) {
  if (options.inputs.size() == 1 && options.inputs.front() == kStream) {
    return !options.video.raw_input.empty() || is_video_content(start);
  }
  if (container_of_extension(options.output) && !fs::is_directory(options.output)) return true;
  return options.inputs.size() == 1 && is_film(options.inputs.front(), options);
}

VideoJob plan_video_job(const ColorizeOptions& options) {
  check_options(options);
  VideoJob job;
  job.input = options.inputs.front();
  job.raw = raw_video(options.video);
  if (job.raw && !job.reads_stream()) {
    throw UsageError("--raw-input is for frames on standard input: name - as the input");
  }
  job.is_of_pictures = options.inputs.size() > 1 || !is_film(job.input, options);
  if (!job.is_of_pictures && !job.raw && !options.video.fps.empty()) {
    throw UsageError("--fps is for pictures: a video keeps the times of its frames");
  }
  if (options.output == kStream || (options.output.empty() && job.reads_stream())) {
    check_standard_output(options);
    job.output = std::string(kStream);
    job.container = options.video.raw_output ? VideoContainer::rawvideo : VideoContainer::y4m;
    return job;
  }
  if (options.video.raw_output) {
    throw UsageError("--raw-output is for a video on standard output: give -o -");
  }
  if (is_number_pattern(options.output)) {
    check_pattern(options);
    job.output = options.output;
  } else if (job.reads_stream() && !container_of_extension(options.output)) {
    throw UsageError(
        "a video on standard input has no name: name its result's file with -o, such as -o "
        "colored.mp4, or pipe it on with -o -");
  } else {
    job.output = output_file(options, job.input).string();
    job.container = container_of_extension(job.output);
    if (!job.container) {
      throw UsageError(job.output +
                       " names no kind of video that can be written: .mp4, .mov, .mkv, .webm, .gif "
                       "or .y4m");
    }
  }
  if (!job.reads_stream() && real_path(job.output) == real_path(job.input)) {
    throw UsageError("the output would replace its input " + job.input);
  }
  return job;
}

void refuse_video_options(const ColorizeOptions& options) {
  if (options.video == VideoOptions{}) return;
  throw UsageError(
      "--codec, --crf, --pix-fmt, --fps, --raw-input and --raw-output are for a video: the input "
      "is none, and -o names none");
}

}  // namespace tintflow
