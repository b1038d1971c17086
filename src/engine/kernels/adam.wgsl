// One step of Adam (Kingma and Ba, 2015, algorithm 1) for one variable, in place: each invocation
// updates one number and its two moments.

struct Step {
  // lr * sqrt(1 - beta2^t) / (1 - beta1^t): the corrections of both moments, folded into the rate.
  rate: f32,
  // epsilon * sqrt(1 - beta2^t): keeps the folded form equal to the paper's.
  epsilon: f32,
  beta1: f32,
  beta2: f32,
}

@group(0) @binding(0) var<storage, read> gradient: array<f32>;
@group(0) @binding(1) var<storage, read_write> parameter: array<f32>;
@group(0) @binding(2) var<storage, read_write> m: array<f32>;
@group(0) @binding(3) var<storage, read_write> v: array<f32>;
@group(0) @binding(4) var<storage, read> step: Step;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let i = id.y * groups.x * 64u + id.x;
  if (i >= arrayLength(&parameter)) {
    return;
  }
  let g = gradient[i];
  let first = step.beta1 * m[i] + (1.0 - step.beta1) * g;
  let second = step.beta2 * v[i] + (1.0 - step.beta2) * g * g;
  m[i] = first;
  v[i] = second;
  parameter[i] = parameter[i] - step.rate * first / (sqrt(second) + step.epsilon);
}
