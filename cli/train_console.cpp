#include "cli/train_console.h"

#include <iostream>
#include <string>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/json_lines.h"
#include "cli/stage_table.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

void print_epoch_line(const EpochReport& report) {
  Json line = {{"event", "epoch"}, {"epoch", report.epoch}, {"step", report.step}};
  if (report.losses) {
    line["generator_gan"] = report.losses->generator_gan;
    line["generator_l1"] = report.losses->generator_l1;
    line["discriminator"] = report.losses->discriminator;
  }
  line["images_per_second"] = report.images_per_second;
  line["seconds"] = report.seconds;
  if (report.validation) {
    line["validation"] = {{"l1", report.validation->l1},
                          {"psnr", report.validation->psnr},
                          {"ssim", report.validation->ssim}};
  }
  print_json_line(line);
}

std::string to_text(const EpochReport& report, int epochs) {
  std::string text = fmt::format("epoch {}/{}: {:.0f} s, {:.1f} pairs/s", report.epoch, epochs,
                                 report.seconds, report.images_per_second);
  if (report.losses) {
    text += fmt::format(", losses: L1 {:.4f}, GAN {:.3f}, D {:.3f}", report.losses->generator_l1,
                        report.losses->generator_gan, report.losses->discriminator);
  }
  if (report.validation) {
    text += fmt::format("; validation: L1 {:.4f}, PSNR {:.2f} dB, SSIM {:.4f}{}",
                        report.validation->l1, report.validation->psnr, report.validation->ssim,
                        report.best ? ", the best so far" : "");
  }
  return text;
}

}  // namespace

TrainConsole::TrainConsole(const CommonOptions& options, int epochs, std::uint64_t pairs)
    : json_(options.json),
      stats_(options.stats),
      epochs_(epochs),
      line_(!options.quiet && !options.no_progress) {
  epoch_progress_.total = pairs;
}

void TrainConsole::step_finished(const TrainingState& state, const StepLosses& losses, int pairs) {
  epoch_progress_.done += pairs;
  if (!line_.is_due()) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - epoch_start_;
  epoch_progress_.seconds = elapsed.count();
  line_.show(fmt::format("epoch {}/{}  {}  L1 {:.4f}  GAN {:.3f}  D {:.3f}", state.epoch + 1,
                         epochs_, tintflow::to_text(epoch_progress_), losses.generator_l1,
                         losses.generator_gan, losses.discriminator));
}

void TrainConsole::epoch_finished(const EpochReport& report) {
  line_.clear();
  spdlog::info("{}", to_text(report, epochs_));
  if (stats_) {
    std::cerr << stage_table(report.stages)
              << fmt::format("waited for samples: {:.2f} s of {:.2f} s\n", report.waiting_seconds,
                             report.seconds);
  }
  if (json_) print_epoch_line(report);
  epoch_progress_.done = 0;
  epoch_start_ = std::chrono::steady_clock::now();
}

void TrainConsole::pair_failed(const std::filesystem::path& pair, const Failure& failure) {
  ++failed_pairs_;
  line_.clear();
  spdlog::error("{}: {}: {}", pair.string(), failure.stage, failure.reason);
  if (!json_) return;
  print_json_line({{"event", "error"},
                   {"input", pair.string()},
                   {"stage", failure.stage},
                   {"reason", failure.reason}});
}

void TrainConsole::warned(const std::string& message) {
  line_.clear();
  spdlog::warn("{}", message);
}

}  // namespace tintflow
