#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/colorize_options.h"
#include "cli/film_pictures.h"
#include "io/frame.h"
#include "io/raw_video.h"
#include "io/video_target.h"

namespace tintflow {

/// A run that has a video at one end or both.
struct VideoJob {
  /// A video's file, or "-"; of pictures, what was given.
  std::string input;
  /// What its frames are, where they come without a header.
  std::optional<RawVideo> raw = {};
  /// The input is pictures.
  bool is_of_pictures = false;
  /// Then, all of them, where they were listed.
  FilmPictures pictures = {};
  /// A video's file, "-", or a pattern of numbered pictures.
  std::string output;
  /// Nothing where the output is pictures.
  std::optional<VideoContainer> container;

  [[nodiscard]] bool reads_stream() const { return input == "-"; }
  [[nodiscard]] bool writes_stream() const { return output == "-"; }
  [[nodiscard]] std::string input_name() const { return reads_stream() ? "standard input" : input; }
  [[nodiscard]] std::string output_name() const {
    return writes_stream() ? "standard output" : output;
  }
  /// Where a video goes that was not finished: "film_colorized.partial.mp4".
  [[nodiscard]] std::filesystem::path partial_output() const;
  /// The file of an output, or the first of numbered ones.
  [[nodiscard]] std::filesystem::path first_output() const;
};

/// What a video's result is called in its folder.
[[nodiscard]] std::string result_name(const ColorizeOptions& options,
                                      const std::filesystem::path& input, bool is_beside_input);

/// True where the one input is a video, or the output is named as one. `start`: the first bytes of
/// standard input, where that is the input.
[[nodiscard]] bool is_video_job(const ColorizeOptions& options, const Bytes& start);

/// Throws `UsageError` where no video can be made as the options say.
[[nodiscard]] VideoJob plan_video_job(const ColorizeOptions& options);

/// Throws `UsageError` where options for videos are given for pictures.
void refuse_video_options(const ColorizeOptions& options);

}  // namespace tintflow
