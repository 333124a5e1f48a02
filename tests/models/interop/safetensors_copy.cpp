#include <cstdio>
#include <fstream>

#include "io/errors.h"
#include "models/safetensors.h"

/// Reads the weights file that the first argument names and writes its content to the second.
int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    const auto content = tintflow::to_safetensors(tintflow::read_safetensors(argv[1]));
    std::ofstream output(argv[2], std::ios::binary);
    output.write(reinterpret_cast<const char*>(content.data()),
                 static_cast<std::streamsize>(content.size()));
    return output ? 0 : 1;
  } catch (const tintflow::WeightsError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 5;
  }
}
