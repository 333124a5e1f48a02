#include "models/metadata_values.h"

namespace tintflow {

std::string text_of(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

const std::string& value_of(const Metadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) throw std::invalid_argument("option \"" + key + "\" is missing");
  return found->second;
}

void check_range(const char* name, double value, double lowest, double highest) {
  if (value >= lowest && value <= highest) return;
  throw std::invalid_argument("option \"" + std::string(name) + "\" must be " + text_of(lowest) +
                              " to " + text_of(highest) + ", not " + text_of(value));
}

}  // namespace tintflow
