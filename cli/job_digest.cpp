#include "cli/job_digest.h"

#include "cli/command_error.h"
#include "io/content_digest.h"
#include "io/read_file.h"
#include "models/engine.h"
#include "models/model_digest.h"

namespace tintflow {

std::string digest_of_job(const ColorizeOptions& options, const std::string& picture_options) {
  ContentDigest digest;
  digest.add(picture_options);
  digest.add(model_digest(load_model(options.common.model)));
  for (const ReferenceFile& reference : reference_files(options.film)) {
    const auto bytes = read_file(reference.file);
    if (!bytes) throw UsageError("--reference " + reference.file + ": " + bytes.error());
    digest.add(*bytes);
  }
  return digest.finish();
}

std::string reason_to_keep(OutputState state) {
  switch (state) {
    case OutputState::input_changed:
      return "the input has changed since";
    case OutputState::options_changed:
      return "it was made with other options or another model";
    default:
      return "it was changed after it was made";
  }
}

}  // namespace tintflow
