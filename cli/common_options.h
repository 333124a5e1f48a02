#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <boost/program_options.hpp>

namespace tintflow {

/// Options that every command shares, as given on the command line.
struct CommonOptions {
  std::string model = "default";
  std::string device = "auto";
  std::string precision = "auto";
  std::string batch_size = "auto";
  std::string batch_timeout_ms = "auto";
  std::string jobs = "auto";
  std::string in_flight = "auto";
  std::uint64_t seed = 0;
  std::string config;
  bool json = false;
  bool quiet = false;
  std::string log_level = "info";
  bool no_progress = false;
  bool no_color = false;
  bool stats = false;
};

/// The shared options, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe(CommonOptions& values);

/// Sets up the log on standard error as the options ask. Throws `UsageError` for an unknown level.
void set_up_log(const CommonOptions& options);

/// How many cores to use: `-j`, else those that the process may run on.
[[nodiscard]] int thread_count(const CommonOptions& options);

}  // namespace tintflow
