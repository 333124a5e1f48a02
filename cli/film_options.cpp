#include "cli/film_options.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "cli/command_error.h"
#include "cli/parse_values.h"
#include "io/decode_image.h"
#include "io/read_file.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

std::optional<Likeness> parse_likeness(const std::string& text, Likeness usual) {
  if (text == "off") return std::nullopt;
  if (text == "auto") return usual;
  if (text == "exact") return Likeness::exact;
  if (text == "near") return Likeness::near;
  throw UsageError("--dedupe takes auto, exact, near or off, not '" + text + "'");
}

bool parse_temporal(const std::string& text) {
  if (text == "on" || text == "auto") return true;
  if (text == "off") return false;
  throw UsageError("--temporal takes auto, on or off, not '" + text + "'");
}

}  // namespace

po::options_description describe(FilmOptions& values) {
  po::options_description options("Options for videos and numbered pictures");
  const auto text = [](std::string& value) { return po::value(&value)->default_value(value); };
  options.add_options()  //
      ("dedupe", text(values.dedupe),
       "exact, near or off: a frame whose drawing equals a recent one, exactly or within a codec's "
       "noise, gets its colors without the network; auto takes near for videos and exact for "
       "numbered pictures")  //
      ("temporal", text(values.temporal),
       "on or off: colors hold still where the drawing does, and follow its motion; auto takes "
       "on")  //
      ("reference", po::value(&values.references)->composing(),
       "a frame that you have colored, which its shot takes its colors from: FRAME.png for the "
       "first frame, FRAME.png@12.5 or @1:02:03.5 for the one at that time; once for each shot");
  return options;
}

void check(const FilmOptions& options) {
  (void)parse_likeness(options.dedupe, Likeness::exact);
  const bool is_temporal = parse_temporal(options.temporal);
  if (!is_temporal && !options.references.empty()) {
    throw UsageError("--reference is carried through its shot by --temporal, which is off");
  }
  (void)reference_files(options);
}

std::vector<ReferenceFile> reference_files(const FilmOptions& options) {
  std::vector<ReferenceFile> references;
  for (const std::string& text : options.references) {
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || std::filesystem::exists(text)) {
      references.push_back({text, 0});
      continue;
    }
    const std::optional<double> seconds = parse_film_time(text.substr(at + 1));
    if (!seconds) {
      throw UsageError(
          "--reference takes FRAME.png or FRAME.png@TIME, such as @12.5 or @1:02.5, not '" + text +
          "'");
    }
    references.push_back({text.substr(0, at), *seconds});
  }
  std::ranges::stable_sort(references, {}, &ReferenceFile::seconds);
  return references;
}

FilmSteps film_steps(const FilmOptions& options, bool is_of_pictures) {
  const Likeness usual = is_of_pictures ? Likeness::exact : Likeness::near;
  FilmSteps steps{.reuse = parse_likeness(options.dedupe, usual),
                  .temporal = parse_temporal(options.temporal)};
  for (const ReferenceFile& reference : reference_files(options)) {
    auto picture =
        read_file(reference.file).and_then([](Bytes&& bytes) { return decode_image(bytes); });
    if (!picture) throw UsageError("--reference " + reference.file + ": " + picture.error());
    steps.references.push_back({reference.seconds, std::move(*picture)});
  }
  return steps;
}

void refuse_timed_references(const FilmOptions& options) {
  for (const ReferenceFile& reference : reference_files(options)) {
    if (reference.seconds == 0) continue;
    throw UsageError("--reference " + reference.file +
                     ": numbered pictures have no times; without one it is for the first picture");
  }
}

void refuse_film_options(const FilmOptions& options) {
  const auto is_asked_for = [](const std::string& text) { return text != "auto" && text != "off"; };
  if (!is_asked_for(options.dedupe) && !is_asked_for(options.temporal) &&
      options.references.empty()) {
    return;
  }
  throw UsageError(
      "--dedupe, --temporal and --reference are for a video or numbered pictures, named as "
      "frames/%04d.png: the "
      "inputs have no order");
}

}  // namespace tintflow
