#include "pipeline/training_log.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "io/atomic_file.h"
#include "io/errors.h"

namespace tintflow {
namespace {

constexpr const char* kHeader =
    "epoch,step,generator_gan,generator_l1,discriminator,images_per_second,seconds,"
    "waiting_seconds,l1,psnr,ssim\n";

std::int64_t step_of(const std::string& row) {
  std::istringstream fields(row);
  std::int64_t epoch = 0;
  std::int64_t step = 0;
  char comma = 0;
  fields >> epoch >> comma >> step;
  return step;
}

}  // namespace

TrainingLog::TrainingLog(std::filesystem::path file, std::int64_t step)
    : file_(std::move(file)), content_(kHeader) {
  std::ifstream old(file_);
  std::string row;
  std::getline(old, row);  // the header
  while (std::getline(old, row)) {
    if (step_of(row) <= step) content_ += row + '\n';
  }
}

void TrainingLog::append(const EpochReport& report) {
  std::ostringstream row;
  row << report.epoch << ',' << report.step << ',';
  if (const auto& losses = report.losses) {
    row << losses->generator_gan << ',' << losses->generator_l1 << ',' << losses->discriminator;
  } else {
    row << ",,";
  }
  row << ',' << report.images_per_second << ',' << report.seconds << ',' << report.waiting_seconds
      << ',';
  if (const auto& metrics = report.validation) {
    row << metrics->l1 << ',' << metrics->psnr << ',' << metrics->ssim;
  } else {
    row << ",,";
  }
  content_ += row.str() + '\n';
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(content_.data());
  const auto written = write_file_atomically(file_, {bytes, content_.size()});
  if (!written) throw FatalError(file_.string() + ": " + written.error());
}

}  // namespace tintflow
