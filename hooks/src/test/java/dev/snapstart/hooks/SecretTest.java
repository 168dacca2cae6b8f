package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretTest {

  private final Context<Resource> crac = Core.getGlobalContext();
  private final FakeClock clock = new FakeClock();
  private final List<char[]> fetched = new ArrayList<>();
  private final Secret secret =
      new Secret("orders database", this::fetch, Duration.ofMinutes(10), clock);

  private char[] fetch() {
    char[] password = ("password " + (fetched.size() + 1)).toCharArray();
    fetched.add(password);
    return password;
  }

  @AfterEach
  void removeHook() {
    secret.close();
  }

  @Test
  void isFetchedOnceAndHandedOutAsCopiesThatAreOverwritten() throws Exception {
    List<char[]> copies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      assertThat(
              secret.<String>use(password -> {
                copies.add(password);
                return new String(password);
              }))
          .isEqualTo("password 1");
    }
    assertThat(fetched).hasSize(1);
    assertThat(copies).allMatch(copy -> new String(copy).equals("\0".repeat(10)));
  }

  @Test
  void isOverwrittenBeforeTheCheckpointAndFetchedAfterTheRestore() throws Exception {
    assertThat(secret.<String>use(String::new)).isEqualTo("password 1");
    crac.beforeCheckpoint(crac);
    assertThat(fetched.get(0)).containsOnly('\0');
    crac.afterRestore(crac);
    assertThat(fetched).hasSize(1);
    assertThat(secret.<String>use(String::new)).isEqualTo("password 2");
  }

  @Test
  void isFetchedAgainWhenItIsTooOldByTheWallClock() throws Exception {
    secret.<String>use(String::new);
    clock.sleep(Duration.ofMinutes(9));
    assertThat(secret.<String>use(String::new)).isEqualTo("password 1");
    clock.restoreAfter(Duration.ofMinutes(2));
    assertThat(secret.<String>use(String::new)).isEqualTo("password 2");
    clock.setWallClock(Duration.ofHours(-1));
    assertThat(secret.<String>use(String::new)).isEqualTo("password 3");
  }

  @Test
  void isFetchedAgainOnceWhenItWasRefused() throws Exception {
    assertThat(secret.<String>use(this::connectWithSecond, e -> e instanceof SecurityException))
        .isEqualTo("connected");
    assertThat(fetched).hasSize(2);
    assertThat(fetched.get(0)).containsOnly('\0');
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> secret.use(this::connectNever, e -> e instanceof SecurityException));
    assertThat(fetched).hasSize(3);
  }

  @Test
  void isKeptWhenSomethingElseFails() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            secret.use(
                password -> {
                  throw new IOException("no route");
                },
                e -> e instanceof SecurityException));
    assertThat(fetched).hasSize(1);
  }

  @Test
  void saysWhichSourceGaveNothing() {
    Secret nothing = new Secret("empty", () -> null, Duration.ofMinutes(1), clock);
    assertThatIllegalStateException()
        .isThrownBy(() -> nothing.use(String::new))
        .withMessageContaining("\"empty\" gave null [HOOKS_SECRET_MISSING]");
    nothing.close();
  }

  @Test
  void refusesALifeWithoutLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Secret.of("a", this::fetch, Duration.ZERO))
        .withMessageContaining("\"a\"")
        .withMessageContaining("[HOOKS_BAD_DURATION]");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Secret.of("a", null, Duration.ofMinutes(1)))
        .withMessage("a secret needs a source [HOOKS_NULL_ARGUMENT]");
  }

  @Test
  void neverTellsItself() throws Exception {
    secret.<String>use(String::new);
    assertThat(secret).hasToString("Secret[orders database]");
  }

  private String connectWithSecond(char[] password) {
    if (!new String(password).equals("password 2")) {
      throw new SecurityException("28P01");
    }
    return "connected";
  }

  private String connectNever(char[] password) {
    throw new SecurityException("28P01 " + password.length);
  }
}
