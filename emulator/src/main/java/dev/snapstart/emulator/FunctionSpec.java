package dev.snapstart.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run: the command of a function process and how its function is configured. Immutable;
 * safe for use by many threads.
 */
public final class FunctionSpec {

  private final List<String> command;
  private final @Nullable String handler;
  private final String name;
  private final String version;
  private final int memoryMb;
  private final Duration timeout;
  private final @Nullable Integer maxConcurrency;
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Faults faults;

  private FunctionSpec(Builder builder) {
    command = List.copyOf(builder.command);
    handler = builder.handler;
    name = builder.name;
    version = builder.version;
    memoryMb = builder.memoryMb;
    timeout = builder.timeout;
    maxConcurrency = builder.maxConcurrency;
    environment = Map.copyOf(builder.environment);
    workingDirectory = builder.workingDirectory.toAbsolutePath().normalize();
    faults = builder.faults;
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot describe function \""
              + name
              + "\": no command given; call command(\"java\", …) [EMULATOR_NO_FUNCTION]");
    }
  }

  /**
   * Starts a description. Only the command must be given.
   *
   * @return a builder with the defaults: name {@code function}, version {@code 1}, 512 MB, 3 s, the
   *     current directory, no handler
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The command of the function process.
   *
   * @return the program and its arguments, at least one element
   */
  public List<String> command() {
    return command;
  }

  /**
   * The value of {@code _HANDLER}.
   *
   * @return the handler, or null if the variable is not set, as in a container image
   */
  public @Nullable String handler() {
    return handler;
  }

  /**
   * The name of the function.
   *
   * @return the value of {@code AWS_LAMBDA_FUNCTION_NAME}
   */
  public String name() {
    return name;
  }

  /**
   * The version of the function.
   *
   * @return the value of {@code AWS_LAMBDA_FUNCTION_VERSION}
   */
  public String version() {
    return version;
  }

  /**
   * The configured memory. It is told to the function; {@link Limits} says whether it is enforced.
   *
   * @return the memory in MB
   */
  public int memoryMb() {
    return memoryMb;
  }

  /**
   * How long one invocation may take.
   *
   * @return the function timeout
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * How many invocations one environment serves at a time, on Lambda Managed Instances.
   *
   * @return the value of {@code AWS_LAMBDA_MAX_CONCURRENCY}, or null if the variable is not set and
   *     an environment serves one invocation at a time
   */
  public @Nullable Integer maxConcurrency() {
    return maxConcurrency;
  }

  /**
   * The user's environment variables.
   *
   * @return the variables that are added to Lambda's own
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * The directory that the process starts in.
   *
   * @return an absolute path, also the value of {@code LAMBDA_TASK_ROOT}
   */
  public Path workingDirectory() {
    return workingDirectory;
  }

  /**
   * What goes wrong at the function's Runtime API.
   *
   * @return the faults that each of its processes meets
   */
  public Faults faults() {
    return faults;
  }

  /** The same function with more variables. */
  FunctionSpec withEnvironment(Map<String, String> more) {
    Builder same = same();
    same.environment.putAll(more);
    return same.build();
  }

  /** The same function with one more option for its JVM. */
  FunctionSpec withJvmOption(String option) {
    JvmCommand with = new JvmCommand(command, environment).with(List.of(option));
    Builder same = same().command(with.command());
    same.environment.putAll(with.variables());
    return same.build();
  }

  /** The same function with other faults. */
  FunctionSpec withFaults(Faults others) {
    return same().faults(others).build();
  }

  private Builder same() {
    Builder same = new Builder();
    same.command(command).handler(handler).name(name).version(version).memoryMb(memoryMb);
    same.timeout(timeout).workingDirectory(workingDirectory).faults(faults);
    same.maxConcurrency = maxConcurrency;
    same.environment.putAll(environment);
    return same;
  }

  /** Collects a {@link FunctionSpec}. Not safe for use by many threads. */
  public static final class Builder {

    private List<String> command = List.of();
    private @Nullable String handler;
    private String name = "function";
    private String version = "1";
    private int memoryMb = 512;
    private Duration timeout = Duration.ofSeconds(3);
    private @Nullable Integer maxConcurrency;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path workingDirectory = Path.of("");
    private Faults faults = Faults.none();

    private Builder() {}

    /**
     * Sets the command of the function process: any program that speaks the Runtime API.
     *
     * @param command the program, found through {@code PATH} unless it is a path, and its arguments
     * @return this builder
     */
    public Builder command(String... command) {
      return command(List.of(command));
    }

    /**
     * Sets the command of the function process: any program that speaks the Runtime API.
     *
     * @param command the program, found through {@code PATH} unless it is a path, and its arguments
     * @return this builder
     */
    public Builder command(List<String> command) {
      this.command = new ArrayList<>(command);
      return this;
    }

    /**
     * Sets {@code _HANDLER}.
     *
     * @param handler the handler, or null to leave the variable out, as in a container image
     * @return this builder
     */
    public Builder handler(@Nullable String handler) {
      this.handler = handler;
      return this;
    }

    /**
     * Sets the name of the function.
     *
     * @param name for {@code AWS_LAMBDA_FUNCTION_NAME}, the ARN and the log group
     * @return this builder
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Sets the version of the function.
     *
     * @param version for {@code AWS_LAMBDA_FUNCTION_VERSION}, the ARN and the log
     * @return this builder
     */
    public Builder version(String version) {
      this.version = version;
      return this;
    }

    /**
     * Sets the configured memory.
     *
     * @param memoryMb from 128 to 10240 MB, as on the platform
     * @return this builder
     * @throws IllegalArgumentException if the platform would refuse the value
     */
    public Builder memoryMb(int memoryMb) {
      if (memoryMb < 128 || memoryMb > 10_240) {
        throw new IllegalArgumentException(
            "cannot give the function "
                + memoryMb
                + " MB: expected 128 to 10240 MB [EMULATOR_BAD_OPTION]");
      }
      this.memoryMb = memoryMb;
      return this;
    }

    /**
     * Sets how long one invocation may take.
     *
     * @param timeout more than zero, at most 900 s, as on the platform
     * @return this builder
     * @throws IllegalArgumentException if the platform would refuse the value; it allows no
     *     fractions of a second, the emulator does
     */
    public Builder timeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative() || timeout.toSeconds() > 900) {
        throw new IllegalArgumentException(
            "cannot give the function a timeout of "
                + timeout
                + ": expected up to 900 s [EMULATOR_BAD_OPTION]");
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * Lets one environment serve several invocations at a time, as Lambda Managed Instances do: an
     * invocation that takes too long does not end the process, and there are no snapshots.
     *
     * @param maxConcurrency how many, at least 1; the value of {@code AWS_LAMBDA_MAX_CONCURRENCY}
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxConcurrency(int maxConcurrency) {
      if (maxConcurrency < 1) {
        throw new IllegalArgumentException(
            "cannot serve "
                + maxConcurrency
                + " invocations at a time: expected at least 1 [EMULATOR_BAD_OPTION]");
      }
      this.maxConcurrency = maxConcurrency;
      return this;
    }

    /**
     * Adds an environment variable.
     *
     * @param key the name; a reserved one of Lambda is overwritten, where the platform would refuse
     * @param value the value
     * @return this builder
     */
    public Builder environment(String key, String value) {
      environment.put(key, value);
      return this;
    }

    /**
     * Sets the directory that the process starts in.
     *
     * @param workingDirectory also the value of {@code LAMBDA_TASK_ROOT}
     * @return this builder
     */
    public Builder workingDirectory(Path workingDirectory) {
      this.workingDirectory = workingDirectory;
      return this;
    }

    /**
     * Sets what goes wrong at the function's Runtime API, for tests of runtimes.
     *
     * @param faults the faults, none without a call
     * @return this builder
     */
    public Builder faults(Faults faults) {
      this.faults = faults;
      return this;
    }

    /**
     * Ends the description.
     *
     * @return the function to run
     * @throws IllegalArgumentException if no command was given
     */
    public FunctionSpec build() {
      return new FunctionSpec(this);
    }
  }
}
