#pragma once

#include <string>

#include <boost/program_options.hpp>

namespace tintflow {

/// The options that shape a colorize run's pictures, with their values, as one text: equal texts
/// give equal pictures from equal drawings and models. An option counts unless it is known to leave
/// pictures alone, so that one that is forgotten here at most makes results look out of date.
[[nodiscard]] std::string picture_options(const boost::program_options::variables_map& values);

}  // namespace tintflow
