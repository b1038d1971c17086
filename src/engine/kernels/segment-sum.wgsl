// Sums the rows of x that share a segment: result[s] = sum of x[order[k]] for k in
// starts[s] .. starts[s + 1]. One invocation a number of the result. Rows are visited in a fixed order,
// so the same input gives the same digits, which float atomics cannot promise.

struct Settings {
  segments: u32,
  columns: u32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;           // [rows, columns]
@group(0) @binding(1) var<storage, read> order: array<i32>;       // [rows]: rows grouped by segment
@group(0) @binding(2) var<storage, read> starts: array<i32>;      // [segments + 1]
@group(0) @binding(3) var<storage, read_write> result: array<f32>; // [segments, columns]
@group(0) @binding(4) var<uniform> settings: Settings;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let i = id.y * groups.x * 64u + id.x;
  let columns = settings.columns;
  if (i >= settings.segments * columns) {
    return;
  }
  let segment = i / columns;
  let column = i % columns;
  var sum = 0.0;
  for (var k = starts[segment]; k < starts[segment + 1u]; k++) {
    sum += x[u32(order[k]) * columns + column];
  }
  result[i] = sum;
}
