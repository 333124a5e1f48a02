#include "stages/split.h"

#include <string>

#include "io/color_profile.h"
#include "stages/composite.h"
#include "stages/pixel_depth.h"
#include "stages/same_shape.h"

namespace tintflow {
namespace {

const cv::Scalar paper = cv::Scalar::all(255);

Picture part(const Picture& whole, const cv::Rect& area) {
  Picture picture{whole.pixels(area), {}, whole.metadata};
  if (!whole.alpha.empty()) picture.alpha = whole.alpha(area);
  return picture;
}

/// A picture in sRGB, without its profile. Deep pixels are rounded to 8 bits.
Picture in_srgb(const Picture& picture) {
  Picture converted = picture;
  converted.pixels = to_srgb(to_8_bit(picture.pixels), picture.metadata.icc_profile);
  if (!picture.alpha.empty()) converted.alpha = to_8_bit(picture.alpha);
  converted.metadata.icc_profile = nullptr;
  return converted;
}

/// Two files may have two profiles, but an `Artwork` has one; so both become sRGB.
Expected<Artwork> join(const Frame& frame) {
  if (frame.color.pixels.size() != frame.picture.pixels.size()) {
    return tl::unexpected("the drawing is " + to_text(frame.picture.pixels.size()) +
                          ", its colored picture " + to_text(frame.color.pixels.size()) +
                          ": make both of one size");
  }
  return Artwork{frame.id, in_srgb(frame.picture), lay_on_paper(in_srgb(frame.color), paper)};
}

Expected<Artwork> separate(const Split& split, const Frame& frame) {
  const auto& [drawing_side, keep_color] = split;
  const Picture& whole = frame.picture;
  if (!frame.color.pixels.empty() && keep_color) return join(frame);
  if (drawing_side == DrawingSide::whole) {
    if (!keep_color) return Artwork{frame.id, whole, {}};
    return tl::unexpected<std::string>(
        "has no colored picture: of a pair in two files, the drawing lies in a folder sketch, and "
        "the colored picture in a folder color beside it");
  }

  const cv::Size size = whole.pixels.size();
  if (size.width < 2 || size.width % 2 != 0) {
    return tl::unexpected("a side-by-side pair needs an even width, this picture is " +
                          to_text(size));
  }
  const cv::Rect left(0, 0, size.width / 2, size.height);
  const cv::Rect right(size.width / 2, 0, size.width / 2, size.height);
  const bool drawing_is_left = drawing_side == DrawingSide::left;

  Artwork artwork{frame.id, part(whole, drawing_is_left ? left : right), {}};
  if (keep_color) {
    artwork.color = to_8_bit(lay_on_paper(part(whole, drawing_is_left ? right : left), paper));
  }
  return artwork;
}

}  // namespace

Expected<Artwork> Split::operator()(const Frame& frame) const {
  Expected<Artwork> artwork = separate(*this, frame);
  if (!artwork || frame.hints.pixels.empty()) return artwork;
  const cv::Size drawing = artwork->drawing.pixels.size();
  const cv::Size hints = frame.hints.pixels.size();
  if (!have_same_shape(hints, drawing)) {
    return tl::unexpected("the hints are " + to_text(hints) + ", the drawing " + to_text(drawing) +
                          ": make both of one shape");
  }
  artwork->hints = frame.hints;
  return artwork;
}

}  // namespace tintflow
