// What is remembered from one run of the program to the next: language, theme, scale, speed, the
// files opened last. A small JSON file in the person's configuration folder.
#pragma once

#include <string>
#include <vector>

#include "gui/app/choices.h"
#include "sim/base/result.h"

namespace gui {

struct Settings {
  Choices choices;  // of them: lang, theme, scale, granularity, tab, steps_per_second
  std::vector<std::string> recent_files;  // the last one first
};

// $XDG_CONFIG_HOME/msgscope/settings.json, else ~/.config/...; empty when neither is known.
std::string settings_path();
// A file that is not there, or that does not read, gives the defaults: settings are never worth an
// error.
Settings load_settings(const std::string& path);
sim::Result<void> save_settings(const std::string& path, const Settings& settings);

}  // namespace gui
