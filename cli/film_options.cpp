#include "cli/film_options.h"

#include "cli/command_error.h"

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
       "on or off: colors hold still where the drawing does, and follow its motion; auto takes on");
  return options;
}

void check(const FilmOptions& options) { (void)film_steps(options, true); }

FilmSteps film_steps(const FilmOptions& options, bool is_of_pictures) {
  const Likeness usual = is_of_pictures ? Likeness::exact : Likeness::near;
  return {.reuse = parse_likeness(options.dedupe, usual),
          .temporal = parse_temporal(options.temporal)};
}

void refuse_film_options(const FilmOptions& options) {
  const auto is_asked_for = [](const std::string& text) { return text != "auto" && text != "off"; };
  if (!is_asked_for(options.dedupe) && !is_asked_for(options.temporal)) return;
  throw UsageError(
      "--dedupe and --temporal are for a video or numbered pictures, named as frames/%04d.png: the "
      "inputs have no order");
}

}  // namespace tintflow
