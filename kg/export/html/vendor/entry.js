// What the page needs of its libraries, as one global `lib`; `build.sh` makes sigma.min.js of it.
export { MultiGraph } from "graphology";
export { default as forceAtlas2 } from "graphology-layout-forceatlas2";
export { Sigma } from "sigma";
export { EdgeArrowProgram, EdgeRectangleProgram, NodeProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
