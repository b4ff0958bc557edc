// How a node is drawn: one WebGL program for all shapes, so that a picture of thousands is one call.

const SHAPE_NUMBERS = { dot: 0, diamond: 1, square: 2, triangle: 3, star: 4, hexagon: 5, vee: 6 };

const NODE_VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_ring;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform mat3 u_matrix;
varying vec4 v_color;
varying vec4 v_ring;
varying float v_shape;
varying float v_pixel;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  float size = a_size / u_sizeRatio * u_pixelRatio * 2.0 + 4.0;
  gl_PointSize = size;
  v_pixel = 2.0 / size;
  v_shape = a_shape;
  v_ring = a_ring;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

// The distance to the edge of each shape, negative inside; p runs from -1 to 1, y upwards.
const NODE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec4 v_ring;
varying float v_shape;
varying float v_pixel;
float polygon(vec2 p, float sides, float radius) {
  float turn = 6.2831853 / sides;
  float angle = mod(atan(p.x, p.y) + turn * 0.5, turn) - turn * 0.5;
  return length(p) * cos(angle) - radius * cos(turn * 0.5);
}
float star(vec2 p) {
  float turn = 6.2831853 / 5.0;
  float angle = abs(mod(atan(p.x, p.y) + turn * 0.5, turn) - turn * 0.5);
  vec2 q = length(p) * vec2(cos(angle), sin(angle));
  vec2 tip = vec2(1.0, 0.0);
  vec2 notch = 0.48 * vec2(cos(turn * 0.5), sin(turn * 0.5));
  vec2 side = notch - tip;
  return dot(q - tip, normalize(vec2(side.y, -side.x)));
}
float edge(vec2 p) {
  if (v_shape < 0.5) return length(p) - 0.92;
  if (v_shape < 1.5) return (abs(p.x) + abs(p.y) - 1.0) * 0.7071;
  if (v_shape < 2.5) return max(abs(p.x), abs(p.y)) - 0.8;
  if (v_shape < 3.5) return polygon(vec2(p.x, -p.y - 0.12), 3.0, 1.1);
  if (v_shape < 4.5) return star(p);
  if (v_shape < 5.5) return polygon(vec2(p.y, p.x), 6.0, 0.98);
  return polygon(vec2(p.x, p.y - 0.12), 3.0, 1.1);
}
void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * vec2(1.0, -1.0) * (1.0 + 2.0 * v_pixel);
  float distance = edge(p);
  #ifdef PICKING_MODE
  if (distance > 2.0 * v_pixel) discard;
  gl_FragColor = v_color;
  #else
  float inside = 1.0 - smoothstep(-v_pixel, v_pixel, distance);
  if (inside <= 0.0) discard;
  float ring = smoothstep(-4.0 * v_pixel, -2.5 * v_pixel, distance) * v_ring.a;
  vec4 colour = vec4(mix(v_color.rgb, v_ring.rgb, ring), v_color.a);
  gl_FragColor = vec4(colour.rgb * colour.a, colour.a) * inside;
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE } = { FLOAT: 5126, UNSIGNED_BYTE: 5121 };

class ShapeProgram extends lib.NodeProgram {
  getDefinition() {
    const colour = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: NODE_VERTEX,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      METHOD: 0, // points
      UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        colour("a_color"),
        colour("a_ring"),
        colour("a_id"),
      ],
    };
  }

  processVisibleItem(id, start, data) {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = data.shape;
    array[start + 4] = lib.floatColor(data.color);
    array[start + 5] = lib.floatColor(data.ring);
    array[start + 6] = id;
  }

  setUniforms({ sizeRatio, pixelRatio, matrix }, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
}
