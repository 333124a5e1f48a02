#include "stages/split.h"

#include <string>

#include "stages/pixel_depth.h"

namespace tintflow {

Expected<Artwork> Split::operator()(const Frame& frame) const {
  const Picture& whole = frame.picture;
  if (drawing_side == DrawingSide::whole) return Artwork{frame.id, whole, {}};

  const int width = whole.pixels.cols;
  const int height = whole.pixels.rows;
  if (width < 2 || width % 2 != 0) {
    return tl::unexpected("a side-by-side pair needs an even width, this picture is " +
                          std::to_string(width) + " x " + std::to_string(height));
  }
  const cv::Rect left(0, 0, width / 2, height);
  const cv::Rect right(width / 2, 0, width / 2, height);
  const bool drawing_is_left = drawing_side == DrawingSide::left;
  const cv::Rect drawing = drawing_is_left ? left : right;

  Artwork artwork{frame.id, {whole.pixels(drawing), {}, whole.metadata}, {}};
  if (!whole.alpha.empty()) artwork.drawing.alpha = whole.alpha(drawing);
  if (keep_color) artwork.color = to_8_bit(whole.pixels(drawing_is_left ? right : left));
  return artwork;
}

}  // namespace tintflow
