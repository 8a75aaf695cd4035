#include "gui/window/report.h"

#include <nlohmann/json.hpp>

namespace gui {

std::string report_of(Window& window, const std::string& backend) {
  const Session& s = window.session();
  const Choices& c = s.choices();
  nlohmann::ordered_json r;
  r["backend"] = backend;
  r["file"] = s.path();
  r["position"] = s.position();
  r["time_ns"] = s.now().ns;
  r["known_steps"] = s.known_steps();
  r["complete"] = s.complete();
  r["playing"] = s.playing();
  r["moving"] = s.phase() < 1;
  r["held"] = s.held();
  r["asked"] = s.question().has_value();
  r["notice"] = s.notice();
  r["lang"] = c.lang == Lang::zh ? "zh" : "en";
  r["theme"] = c.theme == Theme::light ? "light" : "dark";
  r["presenter"] = c.presenter;
  r["granularity"] = static_cast<int>(c.granularity);
  r["scale"] = window.scale();
  for (const Shape& shape : window.scene().shapes)
    if (!shape.text.empty()) r["texts"][shape.id] = shape.text;
  for (const auto& [name, place] : window.widgets().all())
    r["places"][name] = {place.x, place.y, place.w, place.h};
  // A program may print what is not UTF-8.
  return r.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace gui
