#pragma once

#include <boost/program_options.hpp>

#include "cli/train_options.h"

namespace tintflow {

/// The group "Networks and learning" of `train`, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe_learning(TrainOptions& values);

/// The networks that the options ask for. `from`: the architecture of the model to start from, if
/// there is one; options that contradict it are a `UsageError`, as bad values are.
[[nodiscard]] Preset network_options(const TrainOptions& options,
                                     const GeneratorOptions* from = nullptr);

/// How the options ask this generator to learn, but for threads and device. One with a palette
/// learns by the choice of its colors alone unless the options say otherwise. Throws `UsageError`.
[[nodiscard]] TrainerOptions trainer_options(const TrainOptions& options,
                                             const GeneratorOptions& generator);

/// What of this a model should tell about how it was trained: the weight of the L1 loss, and every
/// option that differs from pix2pix.
[[nodiscard]] Metadata learning_metadata(const TrainerOptions& options);

/// Adds where a model comes from that is fine-tuned: the name under which it was given, and its own
/// data and license before those in `metadata`.
void add_origin(const std::string& name, const Metadata& model, Metadata& metadata);

}  // namespace tintflow
