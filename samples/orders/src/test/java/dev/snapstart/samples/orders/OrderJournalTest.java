package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrderJournalTest {

  @Test
  void writesIntoAFileOfItsOwnWhenItIsOpenedAgain() throws IOException {
    OrderJournal journal = new OrderJournal();
    journal.write("before");
    Path before = journal.file();
    journal.close();
    assertThatIOException().isThrownBy(() -> journal.write("while closed"));
    journal.open();
    journal.write("after");
    assertThat(journal.file()).isNotEqualTo(before);
    assertThat(Files.readAllLines(before)).containsExactly("before");
    assertThat(Files.readAllLines(journal.file())).containsExactly("after");
    journal.close();
  }
}
