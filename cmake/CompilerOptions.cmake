find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Folders link this privately, so that the warnings bind this project and not its users.
add_library(tintflow_warnings INTERFACE)
target_compile_options(tintflow_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)

if(TINTFLOW_SANITIZE)
  add_compile_options(-fsanitize=${TINTFLOW_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TINTFLOW_SANITIZE})
endif()

# tintflow_add_library(io SOURCES... ) makes the static library tintflow_io of one folder.
function(tintflow_add_library folder)
  add_library(tintflow_${folder} STATIC ${ARGN})
  add_library(tintflow::${folder} ALIAS tintflow_${folder})
  target_include_directories(tintflow_${folder} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_link_libraries(tintflow_${folder} PRIVATE tintflow_warnings)
endfunction()
