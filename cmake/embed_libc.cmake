# Writes a C++ file with the text of every libc header and source and of every command.
#   cmake -DLIBC_DIR=sim/user/libc -DOUTPUT=libc_embedded.cpp -P embed_libc.cmake
# Each text is split into pieces of raw string literals, as some compilers bound a literal's length.
function(append_table function folder pattern)
  file(GLOB_RECURSE files RELATIVE ${LIBC_DIR}/${folder} ${LIBC_DIR}/${folder}/${pattern})
  list(SORT files)
  set(out "std::span<const LibcFile> ${function}() {\n  static constexpr LibcFile kFiles[] = {\n")
  foreach(file IN LISTS files)
    file(READ ${LIBC_DIR}/${folder}/${file} text)
    string(APPEND out "      {\"${file}\",\n       R\"libc~(${text})libc~\"},\n")
  endforeach()
  string(APPEND out "      {},\n  };\n  return {kFiles, std::size(kFiles) - 1};\n}\n\n")
  file(APPEND ${OUTPUT}.new "${out}")
endfunction()

file(WRITE ${OUTPUT}.new "#include \"sim/user/cc/libc_table.h\"\n\n#include <iterator>\n\nnamespace sim {\n\n")
append_table(libc_headers include *.h)
append_table(libc_sources src *.c)
append_table(libc_commands bin *.c)
file(APPEND ${OUTPUT}.new "}  // namespace sim\n")
file(RENAME ${OUTPUT}.new ${OUTPUT})
