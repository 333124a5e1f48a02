#include "cli/evaluate_options.h"

#include <algorithm>
#include <charconv>

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>

#include "cli/command_error.h"

namespace po = boost::program_options;

namespace tintflow {

CommandLine describe(EvaluateOptions& values) {
  po::options_description coloring("Coloring");
  coloring.add_options()  //
      ("pair-layout", po::value(&values.pair_layout)->default_value(values.pair_layout),
       "color-sketch or sketch-color: the halves of a picture, the left one first; folders: two "
       "files "
       "of equal name in color/ and sketch/; auto: folders if there are such, else color-sketch")  //
      ("size", po::value(&values.size)->default_value(values.size),
       "side in pixels of the square that the network sees")  //
      ("flat", po::bool_switch(&values.flat),
       "measure what colorize --flat makes: one color in each region")  //
      ("hints", po::value(&values.hints)->default_value(values.hints),
       "give so many dots of the true color in each drawing, as colorize --hints takes them. "
       "Several numbers, such as 0,1,5,20, are measured beside one another")  //
      ("compare", po::value(&values.compare),
       "a second model, and how much the first one's figures differ from its; it chooses colors as "
       "it says itself");
  add_color_choice(coloring, values.choice);
  po::options_description figures("Figures");
  figures.add_options()  //
      ("group-by", po::value(&values.group_by)->default_value(values.group_by),
       "also measure groups of pairs: by prefix, the file names' part before the first - or _, or "
       "by folder")  //
      ("resamples", po::value(&values.resamples)->default_value(values.resamples),
       "resamples of the bootstrap that gives the intervals")  //
      ("fid-weights", po::value(&values.fid_weights),
       "also measure FID and KID with this TorchScript Inception network, "
       "inception-2015-12-05.pt. TorchScript is a program that runs with your rights: name only "
       "files that you trust");
  po::options_description output("Output");
  output.add_options()  //
      ("csv", po::value(&values.csv),
       "write the figures of every pair and answer to this file")  //
      ("html", po::value(&values.html),
       "write a report with the best and worst pairs to this file")  //
      ("examples", po::value(&values.examples)->default_value(values.examples),
       "how many of the best and of the worst pairs the report shows");
  po::options_description films("Films");
  films.add_options()  //
      ("video", po::value(&values.video),
       "a colored film: instead of pairs, measure how its colors waver, PAIRS being the film of "
       "its drawings, or numbered pictures such as frames/%04d.png");
  po::options_description options;
  options.add(coloring).add(figures).add(output).add(films).add(describe(values.common));
  return {
      .synopsis = "evaluate PAIRS [--model M] [options]",
      .description =
          "Colors the drawings of the validation pairs, or of all where there are none, and "
          "compares\n"
          "the results with the colored halves, beside answers that need no model: white paper, "
          "the\n"
          "drawing itself, its figure filled with the training pairs' mean color, and the picture "
          "of\n"
          "the training pair whose drawing looks most like it. Intervals hold 95% of the means of\n"
          "resampled pairs. docs/quality.md defines each figure.\n\n"
          "FID and KID need Inception's weights, which are not part of tintflow:\n"
          "https://nvlabs-fi-cdn.nvidia.com/stylegan2-ada-pytorch/pretrained/metrics/"
          "inception-2015-12-05.pt",
      .examples =
          "tintflow evaluate pairs/\n"
          "tintflow evaluate pairs/ --model runs/first/generator.safetensors --html report.html\n"
          "tintflow evaluate pairs/ --model new.safetensors --compare default\n"
          "tintflow evaluate pairs/ --group-by prefix --csv figures.csv --json\n"
          "tintflow evaluate pairs/ --hints 0,1,5,20\n"
          "tintflow evaluate film.mp4 --video film_colorized.mp4\n",
      .options = options,
      .positional = "pairs",
      .positional_value = po::value(&values.pairs),
  };
}

void check(const EvaluateOptions& options) {
  if (options.pairs.empty()) {
    throw UsageError("nothing given to evaluate; 'tintflow help evaluate' shows examples");
  }
  if (options.group_by != "none" && options.group_by != "prefix" && options.group_by != "folder") {
    throw UsageError("--group-by takes none, prefix or folder, not '" + options.group_by + "'");
  }
  const std::vector<int> hints = hint_counts(options);
  if (std::ranges::max(hints) > 0 && !options.video.empty()) {
    throw UsageError("--hints is for pairs; --video has no truth to take them from");
  }
  if (hints.size() > 1 && !options.compare.empty()) {
    throw UsageError("--compare takes one number of --hints, at which both models are measured");
  }
  if (options.resamples < 1) throw UsageError("--resamples takes a whole number from 1");
  if (options.examples < 0) throw UsageError("--examples takes a whole number from 0");
}

std::vector<int> hint_counts(const EvaluateOptions& options) {
  std::vector<std::string> texts;
  boost::algorithm::split(texts, options.hints, boost::algorithm::is_any_of(","));
  std::vector<int> counts;
  for (const std::string& text : texts) {
    int count = -1;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc() || rest != end || count < 0) {
      throw UsageError("--hints takes whole numbers from 0, such as 5 or 0,1,5,20, not '" +
                       options.hints + "'");
    }
    counts.push_back(count);
  }
  return counts;
}

std::string group_of(const std::filesystem::path& pair, const std::string& group_by) {
  if (group_by == "folder") return pair.parent_path().filename().string();
  if (group_by == "none") return {};
  const std::string stem = pair.stem().string();
  return stem.substr(0, stem.find_first_of("-_"));
}

}  // namespace tintflow
