# cmake --build build/release --target lint: formatting and static checks, both as errors.
file(GLOB_RECURSE lint_sources CONFIGURE_DEPENDS
  io/*.cpp io/*.h stages/*.cpp stages/*.h models/*.cpp models/*.h
  pipeline/*.cpp pipeline/*.h cli/*.cpp cli/*.h python/*.cpp python/*.h tests/*.cpp tests/*.h)
set(tidy_sources ${lint_sources})
list(FILTER tidy_sources INCLUDE REGEX "/(io|stages|pipeline|cli)/[^/]*\\.cpp$")
list(FILTER tidy_sources EXCLUDE REGEX "/tests/")

find_program(CLANG_FORMAT clang-format)
find_program(RUN_CLANG_TIDY NAMES run-clang-tidy run-clang-tidy-14)
if(CLANG_FORMAT AND RUN_CLANG_TIDY)
  add_custom_target(format COMMAND ${CLANG_FORMAT} -i ${lint_sources} VERBATIM)
  add_custom_target(lint
    COMMAND ${CLANG_FORMAT} --dry-run --Werror ${lint_sources}
    COMMAND ${RUN_CLANG_TIDY} -quiet -p ${CMAKE_BINARY_DIR} ${tidy_sources}
    VERBATIM)
endif()
