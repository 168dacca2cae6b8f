package dev.snapstart.emulator;

/** How an environment comes to life: the values of {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
enum InitializationType {
  ON_DEMAND("on-demand"),
  SNAP_START("snap-start"),
  MANAGED_INSTANCES("lambda-managed-instances");

  private final String value;

  InitializationType(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }
}
