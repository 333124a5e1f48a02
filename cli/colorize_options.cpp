#include "cli/colorize_options.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "cli/command_error.h"
#include "cli/parse_values.h"
#include "stages/clean.h"
#include "stages/composite.h"
#include "stages/crop.h"
#include "stages/decode.h"
#include "stages/encode.h"
#include "stages/ink_tone.h"
#include "stages/normalize.h"
#include "stages/resize.h"
#include "stages/restore.h"
#include "stages/split.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

/// The value that belongs to `text`; throws `UsageError` that lists what there is.
template <class Value>
Value choose(const std::string& option, const std::string& text,
             std::initializer_list<std::pair<const char*, Value>> choices) {
  std::string names;
  for (const auto& [name, value] : choices) {
    if (text == name) return value;
    names += names.empty() ? name : std::string(", ") + name;
  }
  throw UsageError("--" + option + " takes " + names + ", not '" + text + "'");
}

Crop crop_stage(const std::string& text) {
  if (text == "none") return {};
  if (text == "auto") return {.mode = Crop::Mode::ink};
  const std::optional<cv::Rect> area = parse_area(text);
  if (!area) throw UsageError("--crop takes none, auto or WxH+X+Y, not '" + text + "'");
  return {.mode = Crop::Mode::area, .area = *area};
}

LineScale parse_line_scale(const std::string& text) {
  if (text == "none") return {};
  if (text == "auto") return {.mode = LineScale::Mode::automatic};
  const std::optional<double> factor = parse_factor(text);
  if (!factor) {
    throw UsageError("--line-scale takes none, auto or a factor from 0.1 to 10, not '" + text +
                     "'");
  }
  return {.mode = LineScale::Mode::factor, .factor = *factor};
}

Restore restore_stage(const std::string& output_size, const std::string& lines) {
  Restore restore;
  restore.lines = choose<Restore::Lines>(
      "lines", lines, {{"keep", Restore::Lines::keep}, {"model", Restore::Lines::model}});
  if (output_size == "source") return restore;
  if (output_size == "model") {
    restore.output = Restore::Size::model;
    return restore;
  }
  const std::optional<cv::Size> size = parse_size(output_size);
  if (!size) {
    throw UsageError("--output-size takes source, model or WxH, not '" + output_size + "'");
  }
  restore.output = Restore::Size::fixed;
  restore.size = *size;
  return restore;
}

cv::Scalar background_color(const std::string& text) {
  const std::optional<cv::Scalar> color = parse_color(text);
  if (!color) {
    throw UsageError("--background takes white, black, gray, #rgb or #rrggbb, not '" + text + "'");
  }
  return *color;
}

}  // namespace

CommandLine describe(ColorizeOptions& values) {
  po::options_description options("Options");
  const auto text = [](std::string& value) { return po::value(&value)->default_value(value); };
  options.add_options()  //
      ("output,o", po::value(&values.output),
       "a folder, a file where there is one input, or - for standard output; default "
       "<input>_colorized beside the input")                                                //
      ("overwrite,y", po::bool_switch(&values.overwrite), "make outputs again that exist")  //
      ("no-overwrite,n", po::bool_switch(&values.never_overwrite),
       "keep all outputs that exist")                                                       //
      ("dry-run", po::bool_switch(&values.dry_run), "list input -> output and do nothing")  //
      ("size", po::value(&values.size)->default_value(values.size),
       "side in pixels of the square that the network sees")                                    //
      ("output-size", text(values.output_size), "source, model or WxH")                         //
      ("lines", text(values.lines), "keep the input's own ink over the color, or the model's")  //
      ("alpha", text(values.alpha), "keep transparency, or flatten it on the background")       //
      ("background", text(values.background), "paper color: a name or #rrggbb")                 //
      ("ink", text(values.ink),
       "auto, dark or light: whether lines are darker or lighter than the paper")  //
      ("clean", text(values.clean),
       "none, or auto: make photographed or scanned paper white")        //
      ("crop", text(values.crop), "none, auto (to the ink) or WxH+X+Y")  //
      ("split", text(values.split),
       "none, left or right: which half of a side-by-side pair is the drawing")  //
      ("line-scale", text(values.line_scale),
       "auto, none or a factor: width of the lines that the network sees, not of those that are "
       "kept")                                                                                    //
      ("format", text(values.format), "same, png, jpg, webp or ora (layers: ink, color, paper)")  //
      ("flat", po::bool_switch(&values.flat),
       "one color for each region that lines enclose, also across small gaps")  //
      ("layers", po::bool_switch(&values.layers), "the same as --format ora")   //
      ("hints", po::value(&values.hints),
       "a picture of color hints for a drawing, or a folder of them with the drawings' names and "
       ".png: a dot of color in each region that shall have it, transparent elsewhere")  //
      ("quality", po::value(&values.quality)->default_value(values.quality),
       "of JPEG and WebP, 1 to 100")  //
      ("name", po::value(&values.name),
       "output name without extension, where %s stands for the input's, %04d for its number")  //
      ("max-pixels", po::value(&values.max_pixels)->default_value(values.max_pixels),
       "refuse pictures with more pixels than this")  //
      ("max-memory", po::value(&values.max_memory),
       "most memory that the program may take, such as 2G or 512M")  //
      ("contact-sheet", po::value(&values.contact_sheet),
       "also write a picture of all drawings beside their results");
  add_color_choice(options, values.choice);
  options.add(describe(values.video));
  options.add(describe(values.film));
  options.add(describe(values.common));
  return {
      .synopsis = "colorize INPUT... [-o OUT] [options]",
      .description =
          "Colors drawings. INPUT is a picture; a folder, which is searched with its subfolders "
          "and\n"
          "whose tree is mirrored in OUT; a quoted pattern; numbered pictures as frames/%04d.png; "
          "or\n"
          "@LIST, a file with a path a line (or separated by NUL bytes), @- for a list on "
          "standard\n"
          "input; or - for one picture on standard input, whose result goes to standard output.\n"
          "Drawings keep their size and their lines. Running again skips what is finished, as a\n"
          "journal in the output folder tells.\n"
          "A video becomes a video: frame by frame at the same times, with its sound, subtitles,\n"
          "chapters and tags. Standard input may be one too, such as YUV4MPEG2 from ffmpeg. Where "
          "-o\n"
          "names a video, pictures become one; where it is out/%04d.png, a video becomes pictures.",
      .examples =
          "tintflow colorize drawing.png\n"
          "tintflow colorize sketches/ -o colored/\n"
          "tintflow colorize sketches/ -o colored/ --format jpg --quality 95 -y\n"
          "tintflow colorize 'scans/*.tif' -o colored/\n"
          "tintflow colorize - < drawing.png > colored.png\n"
          "find . -name '*.psd' -print0 | tintflow colorize @- -o colored/\n"
          "tintflow colorize pairs/val -o colored/ --split right --stats\n"
          "tintflow colorize drawing.png --hints dots.png\n"
          "tintflow colorize sketches/ --hints hints/ -o colored/\n"
          "tintflow colorize sketches/ --dry-run\n"
          "tintflow colorize film.mp4\n"
          "tintflow colorize film.mov -o colored.mkv --codec ffv1\n"
          "tintflow colorize frames/%04d.png -o film.mp4 --fps 24\n"
          "ffmpeg -i film.mp4 -f yuv4mpegpipe - | tintflow colorize - -o - | ffmpeg -i - out.mp4\n",
      .options = options,
      .positional = "input",
      .positional_value = po::value(&values.inputs),
  };
}

ColorizeStages make_stages(const ColorizeOptions& options, std::vector<ImageFormat> formats) {
  const cv::Scalar paper = background_color(options.background);
  if (options.quality < 1 || options.quality > 100) throw UsageError("--quality takes 1 to 100");
  Restore restore = restore_stage(options.output_size, options.lines);
  restore.flat = options.flat;
  if (restore.flat && restore.lines == Restore::Lines::model) {
    throw UsageError("--flat fills between the drawing's own lines: --lines model contradicts it");
  }
  restore.with_layers = std::ranges::count(formats, ImageFormat::ora) > 0;
  if (restore.with_layers && restore.lines == Restore::Lines::model) {
    throw UsageError("layers need the drawing's own ink: --lines model contradicts them");
  }
  return {
      .decode = Decode{.limits = {.max_pixels = options.max_pixels}},
      .split = Split{.drawing_side = choose<DrawingSide>("split", options.split,
                                                         {{"none", DrawingSide::whole},
                                                          {"left", DrawingSide::left},
                                                          {"right", DrawingSide::right}})},
      .composite = Composite{.background = paper,
                             .alpha = choose<AlphaMode>(
                                 "alpha", options.alpha,
                                 {{"keep", AlphaMode::keep}, {"flatten", AlphaMode::flatten}})},
      .ink = InkTone{.tone = choose<InkTone::Tone>("ink", options.ink,
                                                   {{"auto", InkTone::Tone::automatic},
                                                    {"dark", InkTone::Tone::dark},
                                                    {"light", InkTone::Tone::light}})},
      .clean = Clean{.mode = choose<Clean::Mode>(
                         "clean", options.clean,
                         {{"none", Clean::Mode::none}, {"auto", Clean::Mode::paper}})},
      .crop = crop_stage(options.crop),
      .resize = Resize{.side = options.size,
                       .paper = paper,
                       .line_scale = parse_line_scale(options.line_scale)},
      .normalize = Normalize{},
      .restore = restore,
      .encode =
          Encode{.formats = std::make_shared<const std::vector<ImageFormat>>(std::move(formats)),
                 .quality = options.quality},
  };
}

GraphOptions graph_options(const CommonOptions& options) {
  GraphOptions graph;
  graph.threads = thread_count(options);
  graph.batch_size = parse_count_or_auto(options.batch_size, "batch-size").value_or(4);
  const int milliseconds =
      parse_count_or_auto(options.batch_timeout_ms, "batch-timeout").value_or(0);
  graph.batch_timeout = std::chrono::milliseconds(milliseconds);
  graph.in_flight = parse_count_or_auto(options.in_flight, "in-flight")
                        .value_or(2 * (graph.threads + 1) * graph.batch_size);
  return graph;
}

}  // namespace tintflow
