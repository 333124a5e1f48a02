#pragma once

#include <string_view>

namespace tintflow {

// Texts of `PictureMetadata::notices` that several formats share.
constexpr std::string_view kFirstFrameNotice = "is an animation: only its first frame is colored";
constexpr std::string_view kFirstPageNotice = "holds several pages: only the first is colored";
constexpr std::string_view kProfileNotice =
    "its color profile is damaged or does not fit its pixels: they are taken as sRGB";
constexpr std::string_view kPlainCmykNotice =
    "is CMYK without a color profile that can be used: its colors are a guess";

}  // namespace tintflow
