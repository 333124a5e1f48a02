#include "models/color_choice.h"

#include "models/metadata_values.h"

namespace tintflow {

void validate(const ColorChoice& choice) {
  check_range("temperature", choice.temperature, 0.01, 10);
  check_range("vivid", choice.vivid, 0, 2);
  check_range("agreement", choice.agreement, 0, 1);
  check_range("bandwidth", choice.bandwidth, 0, 100);
}

Metadata to_metadata(const ColorChoice& choice) {
  return {{"temperature", text_of(choice.temperature)},
          {"vivid", text_of(choice.vivid)},
          {"agreement", text_of(choice.agreement)},
          {"bandwidth", text_of(choice.bandwidth)}};
}

ColorChoice color_choice_from(const Metadata& metadata) {
  ColorChoice choice;
  if (metadata.contains("temperature")) {
    choice.temperature = number_of<double>(metadata, "temperature");
  }
  if (metadata.contains("vivid")) choice.vivid = number_of<double>(metadata, "vivid");
  if (metadata.contains("agreement")) choice.agreement = number_of<double>(metadata, "agreement");
  if (metadata.contains("bandwidth")) choice.bandwidth = number_of<double>(metadata, "bandwidth");
  validate(choice);
  return choice;
}

}  // namespace tintflow
