#include "pipeline/film_state.h"

#include <memory>
#include <stdexcept>

#include <opencv2/core.hpp>

namespace tintflow {
namespace {

using cv::FileNode;
using cv::FileStorage;

void write(FileStorage& file, const ShownDrawing& shown) {
  file << "drawing" << shown.regions.drawing << "labels" << shown.regions.labels << "regions"
       << shown.regions.count << "has_light_ink" << static_cast<int>(shown.has_light_ink) << "color"
       << shown.color;
  if (!shown.reference) return;
  file << "reference"
       << "{";
  write(file, *shown.reference);
  file << "}";
}

void check(const ShownDrawing& shown) {
  const DrawingRegions& regions = shown.regions;
  const bool is_drawing = regions.drawing.type() == CV_8UC3 && !regions.drawing.empty();
  const bool has_labels =
      regions.labels.type() == CV_32SC1 && regions.labels.size() == regions.drawing.size();
  const bool has_color =
      shown.color.type() == CV_8UC3 && shown.color.size() == regions.drawing.size();
  double least = 0;
  double most = 0;
  if (is_drawing && has_labels) cv::minMaxLoc(regions.labels, &least, &most);
  if (is_drawing && has_labels && has_color && least >= 0 && most < regions.count) return;
  throw std::runtime_error("its pictures do not fit together");
}

ShownDrawing read_shown(const FileNode& node) {
  ShownDrawing shown;
  node["drawing"] >> shown.regions.drawing;
  node["labels"] >> shown.regions.labels;
  shown.regions.count = static_cast<int>(node["regions"]);
  shown.has_light_ink = static_cast<int>(node["has_light_ink"]) != 0;
  node["color"] >> shown.color;
  check(shown);
  const FileNode reference = node["reference"];
  if (!reference.empty()) {
    shown.reference = std::make_shared<const ShownDrawing>(read_shown(reference));
  }
  return shown;
}

}  // namespace

std::string film_state_text(const FilmState& state) {
  FileStorage file(".json", FileStorage::WRITE | FileStorage::MEMORY | FileStorage::WRITE_BASE64);
  // FileStorage has no integers of 64 bits.
  if (state.start) file << "start" << std::to_string(*state.start);
  file << "references_used" << static_cast<int>(state.references_used);
  if (state.shown) {
    file << "shown"
         << "{";
    write(file, *state.shown);
    file << "}";
  }
  return file.releaseAndGetString();
}

Expected<FilmState> parse_film_state(const std::string& text) {
  try {
    const FileStorage file(text, FileStorage::READ | FileStorage::MEMORY);
    FilmState state;
    const FileNode start = file["start"];
    if (!start.empty()) state.start = std::stoll(static_cast<std::string>(start));
    const FileNode references_used = file["references_used"];
    if (references_used.empty()) return tl::unexpected(std::string("no state of a film"));
    state.references_used = static_cast<std::size_t>(static_cast<int>(references_used));
    const FileNode shown = file["shown"];
    if (!shown.empty()) state.shown = read_shown(shown);
    return state;
  } catch (const std::exception& error) {
    return tl::unexpected(std::string("no state of a film: ") + error.what());
  }
}

}  // namespace tintflow
