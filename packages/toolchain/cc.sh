#!/bin/bash
# clang for one platform. Hardening is on unless a package turns it off by a later flag of its own: position
# independent programs, stack protector, read-only relocations bound at start, no executable stack.
compile=(-fPIE -fstack-protector-strong)
link=(-Wl,-z,relro,-z,now,-z,noexecstack,--as-needed "-Wl,--dynamic-linker=@interpreter@")
linking=yes
pie=(-pie)
for argument; do
  case $argument in
    -c | -S | -E | -M | -MM | -fsyntax-only) linking= ;;
    -shared | -r | -static | -no-pie | -nopie) pie=() ;;
  esac
done
[ $# -gt 0 ] || linking=
[ "$*" != -v ] && [ "$*" != --version ] || linking=
for input in $inputs; do
  [ ! -d "$input/include" ] || compile+=(-isystem "$input/include")
  [ ! -d "$input/lib" ] || link+=(-L "$input/lib" "-Wl,-rpath,$input/lib")
done
[ -n "$linking" ] || link=() pie=()
exec /usr/lib/llvm-14/bin/clang --target=@target@ @flags@ --sysroot=@out@/sysroot -resource-dir=@out@/resource \
  -rtlib=compiler-rt --unwindlib=none -fuse-ld=lld -Wno-unused-command-line-argument \
  "${compile[@]}" "${pie[@]}" "${link[@]}" "$@"
