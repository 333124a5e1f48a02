#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_stamp.h"

namespace tintflow {

/// What a journal says of one finished output.
struct JournalRecord {
  /// The output's path below the journal's folder.
  std::string output;
  /// The stamp that the output had when it was finished.
  FileStamp output_stamp;
  /// Absolute path of the picture that it was made of.
  std::string input;
  /// The input's stamp as it was read.
  FileStamp input_stamp;
  /// Fingerprint of the options and the model that it was made with.
  std::string digest;

  friend bool operator==(const JournalRecord&, const JournalRecord&) = default;
};

/// The record as one line with its newline: format version, output's size and time, input's size
/// and time, digest, output, input, with a tab between each two. Newline, tab and backslash in
/// names are written as \n, \t and \\; all other bytes stay as they are.
[[nodiscard]] std::string to_line(const JournalRecord& record);

/// The record that a line without its newline holds; nothing where it is torn or of another format.
[[nodiscard]] std::optional<JournalRecord> parse_line(std::string_view line);

/// The records of a journal, found by output. Copies share the text. Takes the text and 32 bytes a
/// record.
class JournalRecords {
 public:
  /// Lines that hold no record are passed over, and so is a last line without its newline, which
  /// was torn.
  explicit JournalRecords(std::string text);

  /// All that was written of one output, oldest first.
  [[nodiscard]] std::vector<JournalRecord> of(std::string_view output) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// Calls `visit` with the records of each output, oldest first, outputs in order of their bytes.
  void for_each_output(const std::function<void(const std::vector<JournalRecord>&)>& visit) const;
  /// How many different outputs there are.
  [[nodiscard]] std::size_t output_count() const;

 private:
  struct Entry {
    /// As written in the line.
    std::string_view output;
    std::string_view line;
  };

  std::shared_ptr<const std::string> text_;
  /// Sorted by output; those of one output in the order in which they were written.
  std::vector<Entry> entries_;
};

}  // namespace tintflow
