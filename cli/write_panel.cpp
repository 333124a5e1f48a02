#include "cli/write_panel.h"

#include <system_error>

#include "io/atomic_file.h"
#include "io/encode_image.h"
#include "io/errors.h"

namespace tintflow {

void write_panel(const std::vector<PanelRow>& rows, int columns,
                 const std::filesystem::path& file) {
  constexpr int cell = 256;
  std::error_code error;  // writing the file will tell
  std::filesystem::create_directories(file.parent_path(), error);
  const auto written =
      encode_image({draw_panel(rows, cell, columns), {}}, {}).and_then([&](const Bytes& png) {
        return write_file_atomically(file, png);
      });
  if (!written) throw FatalError(file.string() + ": " + written.error());
}

}  // namespace tintflow
