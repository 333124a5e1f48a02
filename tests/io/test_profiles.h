#pragma once

#include "io/frame.h"

namespace tintflow {

/// ICC profiles, made by Little CMS.
Bytes srgb_profile();
/// RGB with the primaries of Adobe RGB (1998) and a gamma of 2.2: its greens lie outside sRGB.
Bytes wide_rgb_profile();
/// Gray with a gamma, for example 1.0: darker than it looks.
Bytes gray_profile(double gamma);
/// RGB, only towards Lab as a scanner's may be: gray, as light as green says.
Bytes scanner_profile();
/// CMYK whose four inks are all black: the lightness is what remains of the paper.
Bytes cmyk_profile();

}  // namespace tintflow
