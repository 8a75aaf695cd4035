# Writes a header with the interface's words, one table a language.
# cmake -DFOLDER=assets/i18n -DOUT=strings_data.h -P embed_strings.cmake
file(READ ${FOLDER}/en.json en)
file(READ ${FOLDER}/zh.json zh)
file(WRITE ${OUT}.tmp "#pragma once
#include <string_view>
namespace gui {
inline constexpr std::string_view kStringsEn = R\"json~(${en})json~\";
inline constexpr std::string_view kStringsZh = R\"json~(${zh})json~\";
}  // namespace gui
")
file(COPY_FILE ${OUT}.tmp ${OUT} ONLY_IF_DIFFERENT)
