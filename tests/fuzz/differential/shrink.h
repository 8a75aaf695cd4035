// Makes a failing text smaller.
#pragma once

#include <functional>
#include <string>

namespace differential {

// Removes lines from `text` for as long as `still_fails` says so of what is left: runs of lines,
// long ones first. Asks at most `attempts` times.
std::string shrink_lines(const std::string& text,
                         const std::function<bool(const std::string&)>& still_fails, int attempts);

}  // namespace differential
