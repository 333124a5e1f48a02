#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/learning_options.h"
#include "cli/pair_stages.h"
#include "cli/parse_values.h"
#include "cli/signals.h"
#include "cli/train_check.h"
#include "cli/train_console.h"
#include "cli/train_options.h"
#include "cli/train_preview.h"
#include "cli/train_settings.h"
#include "cli/training_cache.h"
#include "cli/training_pairs.h"
#include "io/errors.h"
#include "io/list_pairs.h"
#include "models/device.h"
#include "models/engine.h"
#include "models/trainer.h"
#include "pipeline/choose_palette.h"
#include "pipeline/run_recorder.h"
#include "pipeline/training_observers.h"
#include "pipeline/training_run.h"

namespace tintflow {
namespace {

TrainingData training_data(const TrainOptions& options, PairFiles files) {
  std::vector<std::filesystem::path> training;
  for (int time = 0; time < options.repeat; ++time) {
    training.insert(training.end(), files.training.begin(), files.training.end());
  }
  TrainingData data{
      .training = std::move(training),
      .validation = std::move(files.validation),
      .training_stages = {},
      .validation_stages = validation_stages(options),
  };
  data.training_stages = [options](std::int64_t epoch) { return training_stages(options, epoch); };
  return data;
}

TrainingOptions training_options(const TrainOptions& options, const TrainerOptions& learning) {
  TrainingOptions training;
  training.folder = RunFolder{options.run_folder};
  training.epochs = options.epochs;
  training.seed = options.common.seed;
  training.max_minutes = options.max_minutes;
  training.resume = options.resume;
  training.save_minutes = options.save_minutes;
  training.keep = options.keep;
  training.samples_per_panel = options.panel_samples;
  // The training step has all cores of its own; samples are ready long before it needs them.
  training.feed.threads = thread_count(options.common);
  training.feed.batch_size =
      parse_count_or_auto(options.common.batch_size, "batch-size").value_or(8) *
      learning.accumulate;
  training.feed.in_flight = parse_count_or_auto(options.common.in_flight, "in-flight").value_or(0);
  training.metadata = learning_metadata(learning);
  training.metadata["preset"] = options.preset;
  if (!options.data_description.empty()) training.metadata["data"] = options.data_description;
  if (!options.license.empty()) training.metadata["license"] = options.license;
  return training;
}

void check_options(const TrainOptions& options, const Preset& networks) {
  if (options.pairs.empty()) {
    throw UsageError("no pairs given; 'tintflow help train' shows examples");
  }
  const int step = 1 << networks.generator.levels;
  if (options.size < 1 || options.size % step != 0) {
    throw UsageError(fmt::format("--size takes a multiple of {} with a generator of {} levels",
                                 step, networks.generator.levels));
  }
  if (options.load_size < options.size) {
    throw UsageError("--load-size must not be smaller than --size");
  }
  if (options.keep < 1) throw UsageError("--keep takes a whole number from 1");
  if (!(options.save_minutes >= 0)) throw UsageError("--save-minutes takes a time, or 0 for none");
  if (options.epochs < 1) throw UsageError("--epochs takes a whole number from 1");
  if (options.repeat < 1) throw UsageError("--repeat takes a whole number from 1");
  const LineAugmentOptions& lines = options.line_augment;
  if (lines.width < 0 || lines.tone < 0 || lines.tone > 1 || lines.gaps < 0 ||
      lines.paper_noise < 0 || lines.paper_noise > 255) {
    throw UsageError(
        "--line-width and --line-gaps take numbers from 0, --line-tone from 0 to 1, --paper-noise "
        "from 0 to 255");
  }
  if (options.lambda_palette.value_or(0) > 0 && networks.generator.palette == 0) {
    throw UsageError("--lambda-palette needs --palette, the number of colors to choose among");
  }
  if (options.preview < 0) throw UsageError("--preview takes a whole number from 0");
}

void announce(const TrainOptions& options, const TrainingData& data, const Device& device,
              const FeedOptions& feed) {
  spdlog::info("{} training and {} validation pairs, preset {}, {} {}, {} threads, batches of {}",
               data.training.size(), data.validation.size(), options.preset, device.name(),
               device.precision_name(), feed.threads, feed.batch_size);
  if (!options.common.json) return;
  print_json_line({{"event", "start"},
                   {"command", "train"},
                   {"inputs", data.training.size()},
                   {"model", options.preset},
                   {"device", device.name()},
                   {"precision", device.precision_name()},
                   {"batch_size", feed.batch_size},
                   {"threads", feed.threads},
                   {"in_flight", feed.in_flight}});
}

/// A checkpoint has its palette, and so has a model to start from, unless another is asked for.
std::optional<Palette> new_palette(const TrainOptions& options, const GeneratorOptions& generator,
                                   const std::optional<ModelCard>& from, const TrainingData& data,
                                   const TrainingOptions& training, const std::stop_token& stop) {
  if (generator.palette == 0 || options.resume) return std::nullopt;
  if (from && from->generator.palette > 0 && !options.palette) return std::nullopt;
  spdlog::info("choosing {} colors among those of the pairs", generator.palette);
  return choose_palette(data, generator.palette, training.seed, training.feed, stop);
}

/// Where no pair at all can be used, the folder is not one of pairs.
TrainingSummary train(const TrainOptions& options, const TrainingData& data, Trainer& trainer,
                      const TrainingPairs& pairs, const TrainingOptions& training,
                      TrainConsole& console, const std::stop_token& stop) {
  RunRecorder recorder(training.folder);
  TrainingObservers observers({&recorder, &console});
  report_unusable(options, pairs, observers);
  const std::uint64_t failed_before = console.failed_pairs();
  recorder.write_report();
  try {
    TrainingSummary summary = run_training(data, trainer, training, observers, stop);
    recorder.write_report();
    return summary;
  } catch (const FatalError& error) {
    if (console.failed_pairs() - failed_before < pairs.usable.training.size()) throw;
    throw NoInputError(std::string(error.what()) + "\n" + expected_pair_tree(options.pairs));
  }
}

}  // namespace

int run_train_command(const Arguments& arguments) {
  TrainOptions options;
  const auto values = parse_command_line(describe(options), arguments);
  if (!values) return exit_ok;
  set_up_log(options.common);
  const std::optional<TensorFile> start =
      options.from.empty() ? std::nullopt : std::optional(load_model(options.from));
  std::optional<ModelCard> card;
  if (start) card = describe_model(*start);
  const Preset networks = network_options(options, card ? &card->generator : nullptr);
  options.hints = networks.generator.hints;
  options.learning = trainer_options(options, networks.generator);
  TrainerOptions& learning = options.learning;
  check_options(options, networks);
  const StopSignals signals;
  if (options.check) {
    const int status = check_training_pairs(options, list_training_pairs(options), signals.token());
    return signals.received() != 0 ? 128 + signals.received() : status;
  }
  const TrainingPairs pairs = find_training_pairs(options);
  TrainConsole console(options.common,
                       {.epochs = options.epochs,
                        .pairs = static_cast<std::int64_t>(pairs.usable.training.size()),
                        .max_minutes = options.max_minutes});
  if (options.preview > 0) {
    report_unusable(options, pairs, console);
    const int status = preview_training_pairs(options, pairs.usable.training);
    return console.failed_pairs() > 0 ? exit_some_failed : status;
  }
  const auto fit = check_run_folder({options.run_folder}, options.resume);
  if (!fit) throw FatalError(fit.error());
  const Device device =
      training_device({options.common.device, parse_precision(options.common.precision)});
  const TrainingData data = training_data(options, pairs.usable);
  TrainingOptions training = training_options(options, learning);
  if (card) add_origin(options.from, card->metadata, training.metadata);
  learning.threads = thread_count(options.common);
  learning.device = device;
  training.feed.cache = make_training_cache(options, pair_layout(options), data.training.size());
  const auto palette =
      new_palette(options, networks.generator, card, data, training, signals.token());
  if (signals.received() != 0) return 128 + signals.received();
  const auto trainer = make_trainer(networks.generator, networks.discriminator, learning,
                                    start ? &*start : nullptr, palette ? &*palette : nullptr);
  announce(options, data, device, training.feed);
  record_settings(training.folder,
                  run_settings(options, *values, networks, device, data, training.feed),
                  options.resume);
  const TrainingSummary summary =
      train(options, data, *trainer, pairs, training, console, signals.token());
  spdlog::info("{} epochs, {} steps, {:.0f} s; {}", summary.state.epoch, summary.state.step,
               summary.state.seconds,
               summary.stopped || summary.out_of_time ? "--resume goes on from here" : "done");
  if (options.common.json) {
    print_json_line({{"event", "summary"},
                     {"inputs", data.training.size()},
                     {"failed", console.failed_pairs()},
                     {"epochs", summary.state.epoch},
                     {"steps", summary.state.step},
                     {"seconds", summary.state.seconds},
                     {"peak_rss_mb", peak_rss_mb()}});
  }
  if (signals.received() != 0) return 128 + signals.received();
  return console.failed_pairs() > 0 ? exit_some_failed : exit_ok;
}

}  // namespace tintflow
