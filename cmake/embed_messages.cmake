# Writes a header with the patterns of messages and their translations.
# cmake -DFILE=assets/i18n/messages.zh.json -DOUT=messages_data.h -P embed_messages.cmake
file(READ ${FILE} zh)
file(WRITE ${OUT}.tmp "#pragma once
#include <string_view>
namespace sim::analysis {
inline constexpr std::string_view kMessagesZh = R\"json~(${zh})json~\";
}  // namespace sim::analysis
")
file(COPY_FILE ${OUT}.tmp ${OUT} ONLY_IF_DIFFERENT)
