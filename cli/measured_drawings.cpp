#include "cli/measured_drawings.h"

#include <fstream>

#include <fmt/format.h>

#include "cli/command_error.h"
#include "io/encode_image.h"
#include "io/errors.h"
#include "io/list_inputs.h"
#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr int kSide = 512;

void write(const fs::path& file, const Bytes& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw FatalError(file.string() + ": cannot be written; is the disk full?");
}

}  // namespace

MeasuredDrawings MeasuredDrawings::repeated(std::size_t count) const {
  MeasuredDrawings all{.name = name, .files = {}, .formats = {}};
  for (std::size_t i = 0; i < count; ++i) {
    all.files.push_back(files[i % files.size()]);
    all.formats.push_back(formats[i % formats.size()]);
  }
  return all;
}

MeasuredDrawings drawings_of(const std::string& input) {
  const InputList list = list_inputs(std::vector{input});
  if (!list.problems.empty()) {
    const InputProblem& problem = list.problems.front();
    throw NoInputError(problem.input + ": " + problem.reason);
  }
  MeasuredDrawings drawings{.name = input, .files = {}, .formats = {}};
  for (const InputFile& file : list.files) {
    drawings.files.push_back(list.path_of(file));
    const auto format = format_of_extension(file.name);
    drawings.formats.push_back(format && is_writable(*format) ? *format : ImageFormat::png);
  }
  return drawings;
}

MeasuredDrawings make_drawings(const fs::path& folder, ImageFormat format, int count) {
  MeasuredDrawings drawings{.name = std::string(format_name(format)), .files = {}, .formats = {}};
  for (int i = 0; i < count; ++i) {
    const cv::Mat pixels = synthetic_drawing({kSide, kSide}, static_cast<std::uint64_t>(i));
    const auto bytes = encode_image({.pixels = pixels, .alpha = {}}, {.format = format});
    if (!bytes) throw FatalError(bytes.error());
    drawings.files.push_back(folder / fmt::format("{}-{}", drawings.name, i));
    drawings.formats.push_back(format);
    write(drawings.files.back(), *bytes);
  }
  return drawings;
}

}  // namespace tintflow
