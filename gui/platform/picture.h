// Writing pictures to files: PNG, and animated GIF.
#pragma once

#include <span>
#include <string>

#include "gui/platform/raster.h"
#include "sim/base/result.h"

namespace gui {

// The bytes of a PNG file with this picture.
std::string png_bytes(const Image& image);

// The bytes of a GIF that shows the pictures one after the other, each for `delay_cs` hundredths of
// a second, for ever. All pictures have the size of the first.
std::string gif_bytes(std::span<const Image> frames, int delay_cs);

// A picture `n` times smaller: each pixel the mean of n x n. What is left over at the right and the
// bottom is not shown.
Image smaller(const Image& image, int n);

// Writes the whole file or nothing (a temporary beside it is renamed).
sim::Result<void> write_file(const std::string& path, const std::string& bytes);

}  // namespace gui
