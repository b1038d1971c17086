/** A column of numbers that grows. */
export class Column<T extends Int32Array | Float32Array | Float64Array> {
  #values: T;
  length = 0;
  constructor(readonly Type: new (length: number) => T) {
    this.#values = new Type(1024);
  }
  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.Type(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }
  copy(): Column<T> {
    const same = new Column(this.Type);
    same.#values = this.#values.slice() as T;
    same.length = this.length;
    return same;
  }
  done(): T {
    return this.#values.subarray(0, this.length) as T;
  }
}
