#pragma once

namespace tintflow {

/// Watches how much of the machine's cores other processes take, since figures that are taken
/// meanwhile are too low.
class CoreUse {
 public:
  /// Share of all cores' time since the construction that neither this process took nor was idle;
  /// 0 where the system does not tell.
  [[nodiscard]] double share_of_others() const;

 private:
  /// Seconds of all cores together.
  struct Times {
    double total = 0;
    double idle = 0;
    double own = 0;
  };
  static Times now();

  Times start_ = now();
};

}  // namespace tintflow
