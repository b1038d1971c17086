// Sums the rows of x that share a segment when the ids are known only on the GPU: each invocation owns
// one number of the result and walks all ids. Slow (segments * columns * rows) but in a fixed order.

struct Settings {
  segments: u32,
  columns: u32,
  rows: u32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;           // [rows, columns]
@group(0) @binding(1) var<storage, read> ids: array<i32>;         // [rows]; negative: dropped
@group(0) @binding(2) var<storage, read_write> result: array<f32>; // [segments, columns]
@group(0) @binding(3) var<uniform> settings: Settings;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let i = id.y * groups.x * 64u + id.x;
  let columns = settings.columns;
  if (i >= settings.segments * columns) {
    return;
  }
  let segment = i32(i / columns);
  let column = i % columns;
  var sum = 0.0;
  for (var row = 0u; row < settings.rows; row++) {
    if (ids[row] == segment) {
      sum += x[row * columns + column];
    }
  }
  result[i] = sum;
}
