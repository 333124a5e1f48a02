#include "models/color_choice.h"

#include "models/metadata_values.h"

namespace tintflow {

void validate(const ColorChoice& choice) {
  check_range("temperature", choice.temperature, 0.01, 10);
  check_range("vivid", choice.vivid, 0, 2);
}

Metadata to_metadata(const ColorChoice& choice) {
  return {{"temperature", text_of(choice.temperature)}, {"vivid", text_of(choice.vivid)}};
}

ColorChoice color_choice_from(const Metadata& metadata) {
  ColorChoice choice;
  if (metadata.contains("temperature")) {
    choice.temperature = number_of<double>(metadata, "temperature");
  }
  if (metadata.contains("vivid")) choice.vivid = number_of<double>(metadata, "vivid");
  validate(choice);
  return choice;
}

}  // namespace tintflow
