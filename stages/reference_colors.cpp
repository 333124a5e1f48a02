#include "stages/reference_colors.h"

#include <string>

#include <opencv2/imgproc.hpp>

#include "io/color_profile.h"
#include "stages/composite.h"
#include "stages/dark_ground.h"
#include "stages/fill_beside_lines.h"
#include "stages/pixel_depth.h"
#include "stages/same_shape.h"

namespace tintflow {

Expected<cv::Mat> reference_colors(const Picture& reference, const Sample& sample,
                                   const DrawingRegions& regions) {
  const cv::Size size = reference.pixels.size();
  const Letterbox& box = sample.letterbox;
  if (!have_same_shape(size, box.source)) {
    return tl::unexpected("the reference is " + to_text(size) + ", the frames are " +
                          to_text(box.source) + ": make both of one shape");
  }
  cv::Mat small;
  cv::resize(to_8_bit(lay_on_paper(reference, cv::Scalar::all(255))), small, box.inside.size(), 0,
             0, cv::INTER_AREA);
  small = to_srgb(small, reference.metadata.icc_profile);
  if (sample.has_light_ink) small = colors_on_dark_ground(small);
  // A region that ends at the frame's edge goes on in the square's paper, and has one mean color.
  cv::Mat square;
  const cv::Rect& inside = box.inside;
  cv::copyMakeBorder(small, square, inside.y, sample.input.rows - inside.br().y, inside.x,
                     sample.input.cols - inside.br().x, cv::BORDER_REPLICATE);
  return fill_beside_lines(square, regions.labels);
}

}  // namespace tintflow
