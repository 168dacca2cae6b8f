import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the Markdown files of the working directory; {@code tools/check-docs} runs it. One file of
 * source code without libraries, so that it needs a JDK and nothing else.
 */
final class CheckDocs {

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
  private static final Set<String> HIDDEN_BUT_OURS = Set.of(".ci", ".github");

  /** A fence of three or more backticks or tildes, with the language behind it. */
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})\\s*([^\\s`]*).*$");

  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}\\s+(.*?)(?:\\s+#+)?\\s*$");
  private static final Pattern HTML_ANCHOR =
      Pattern.compile("<[a-z0-9]+[^>]*\\s(?:id|name)=\"([^\"]+)\"");
  private static final Pattern CODE =
      Pattern.compile("(`+)(?!`)(.+?)(?<!`)\\1(?!`)", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\]\\(\\s*(?:<([^>]*)>|([^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*))[^()]*\\)");
  private static final Pattern DEFINITION =
      Pattern.compile("^ {0,3}\\[[^\\]]+\\]:\\s*<?([^\\s>]+)>?", Pattern.MULTILINE);
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern PATH =
      Pattern.compile("\\.{0,2}[\\w@-][\\w.@-]*(?:/[\\w.@-]*)+|\\./\\S+");

  /** What a build makes is not there before it. */
  private static final Pattern IN_TARGET = Pattern.compile("(?:^|/)target(?:/|$)");

  private static final Set<String> RUNNABLE = Set.of("", "sh", "bash");
  private static final Pattern RUN_THIS = Pattern.compile("\\s*<!-- ci( [0-9]+)? -->\\s*");
  private static final int NOT_RUN = -1;
  private static final long COMMAND_MINUTES = 10;

  /** A block of code; the status is the one that its commands should end with, or NOT_RUN. */
  private record Block(int line, String language, String text, int status) {}

  /**
   * A file taken apart.
   *
   * @param prose the text with code blocks and comments blanked, so that offsets stay
   */
  private record Page(Path file, String prose, Set<String> anchors, List<Block> blocks) {}

  private final Map<Path, Page> pages = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private int links;
  private int paths;

  public static void main(String[] arguments) throws Exception {
    boolean linksOnly = arguments.length == 1 && arguments[0].equals("--links");
    if (arguments.length > 0 && !linksOnly) {
      System.err.println("usage: tools/check-docs [--links]");
      System.exit(2);
    }
    CheckDocs check = new CheckDocs();
    check.readAll();
    check.pages.values().forEach(check::checkPage);
    System.out.println(
        "check-docs: "
            + check.pages.size()
            + " pages, "
            + check.links
            + " links, "
            + check.paths
            + " paths");
    if (!linksOnly) {
      for (Page page : check.pages.values()) {
        check.run(page);
      }
    }
    check.problems.forEach(System.err::println);
    if (!check.problems.isEmpty()) {
      System.err.println("check-docs: " + check.problems.size() + " problems");
      System.exit(1);
    }
  }

  private void readAll() throws IOException {
    Path root = Path.of("");
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean ours = !name.startsWith(".") || HIDDEN_BUT_OURS.contains(name);
            return ours && !NOT_OURS.contains(name)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".md")) {
              pages.put(file.normalize(), read(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Page read(Path file) throws IOException {
    StringBuilder prose = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    String fence = null;
    StringBuilder block = new StringBuilder();
    String language = "";
    int begin = 0;
    String before = "";
    int status = NOT_RUN;
    int number = 0;
    for (String line : Files.readString(file).split("\n", -1)) {
      number++;
      Matcher fences = FENCE.matcher(line);
      boolean isFence = fences.matches();
      if (fence == null && isFence) {
        fence = fences.group(1);
        language = fences.group(2);
        begin = number;
        status = status(before);
        block.setLength(0);
        prose.append('\n');
      } else if (fence != null) {
        if (isFence && fences.group(1).startsWith(fence) && fences.group(2).isEmpty()) {
          blocks.add(new Block(begin, language, block.toString(), status));
          fence = null;
        } else {
          block.append(line).append('\n');
        }
        prose.append('\n');
      } else {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
          String slug = slug(heading.group(1));
          int times = seen.merge(slug, 1, Integer::sum) - 1;
          anchors.add(times == 0 ? slug : slug + "-" + times);
        }
        Matcher html = HTML_ANCHOR.matcher(line);
        while (html.find()) {
          anchors.add(html.group(1));
        }
        if (status(before) != NOT_RUN) {
          problem(
              file,
              number - 1,
              "no block of commands follows "
                  + before.strip()
                  + ": put one on the next line, or take it out");
        }
        prose.append(line).append('\n');
      }
      before = line;
    }
    if (fence != null) {
      problem(
          file,
          begin,
          "the block that begins here does not end: close it with a fence as long as this one");
    }
    return new Page(file, prose.toString(), anchors, blocks);
  }

  /** The exit status that the comment before a block asks for. */
  private static int status(String comment) {
    Matcher run = RUN_THIS.matcher(comment);
    if (!run.matches()) {
      return NOT_RUN;
    }
    return run.group(1) == null ? 0 : Integer.parseInt(run.group(1).strip());
  }

  /** As GitHub makes one of a heading: its text in lower case, letters, digits, - and _ only. */
  private static String slug(String heading) {
    String text =
        heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("<[^>]+>", "");
    StringBuilder slug = new StringBuilder();
    text.strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .map(c -> c == ' ' ? '-' : c)
        .filter(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_')
        .forEach(slug::appendCodePoint);
    return slug.toString();
  }

  private void checkPage(Page page) {
    StringBuilder withoutCode = new StringBuilder(page.prose());
    Matcher code = CODE.matcher(page.prose());
    while (code.find()) {
      checkPath(page, code.start(), code.group(2).strip());
      for (int i = code.start(); i < code.end(); i++) {
        if (withoutCode.charAt(i) != '\n') {
          withoutCode.setCharAt(i, 'x');
        }
      }
    }
    for (Pattern pattern : List.of(LINK, DEFINITION)) {
      Matcher link = pattern.matcher(withoutCode);
      while (link.find()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        checkLink(page, link.start(), target);
      }
    }
  }

  private void checkLink(Page page, int offset, String target) {
    if (SCHEME.matcher(target).matches()) {
      return;
    }
    links++;
    int hash = target.indexOf('#');
    String name = hash < 0 ? target : target.substring(0, hash);
    Path directory = page.file().resolveSibling("");
    Path file = name.isEmpty() ? page.file() : directory.resolve(name).normalize();
    int line = lineOf(page, offset);
    if (name.startsWith("/") || !Files.exists(file)) {
      problem(page.file(), line, "links to \"" + target + "\": there is no " + file);
    } else if (hash >= 0 && pages.containsKey(file)) {
      String anchor = target.substring(hash + 1);
      if (!pages.get(file).anchors().contains(anchor)) {
        problem(
            page.file(),
            line,
            "links to \""
                + target
                + "\": no heading of "
                + file
                + " is #"
                + anchor
                + " (found: "
                + String.join(", ", pages.get(file).anchors())
                + ")");
      }
    }
  }

  /** What begins as a path of the repository does, alone or as the program of a command. */
  private void checkPath(Page page, int offset, String code) {
    String word = code.split("\\s+", 2)[0];
    if (!PATH.matcher(word).matches() || IN_TARGET.matcher(word).find() || word.contains("…")) {
      return;
    }
    Path path = Path.of(word).normalize();
    String first = path.getName(0).toString();
    boolean ours = word.startsWith("./") || (!first.isEmpty() && Files.isDirectory(Path.of(first)));
    if (!ours || word.startsWith("../")) {
      return;
    }
    paths++;
    if (!Files.exists(path) && !Files.exists(page.file().resolveSibling(path))) {
      problem(page.file(), lineOf(page, offset), "names `" + word + "`: there is no such file");
    }
  }

  private void run(Page page) throws IOException, InterruptedException {
    for (Block block : page.blocks()) {
      if (block.status() == NOT_RUN) {
        continue;
      }
      if (!RUNNABLE.contains(block.language())) {
        problem(
            page.file(),
            block.line(),
            "cannot run \"" + block.language() + "\": expected sh, bash or nothing");
        continue;
      }
      System.out.println("check-docs: running " + page.file() + ":" + block.line());
      Path output = Files.createTempFile("check-docs", ".txt");
      try {
        Process bash =
            new ProcessBuilder("bash", "-euo", "pipefail", "-c", block.text())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = bash.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
          bash.descendants().forEach(ProcessHandle::destroyForcibly);
          bash.destroyForcibly().waitFor();
        }
        if (!ended || bash.exitValue() != block.status()) {
          Files.copy(output, System.err);
          problem(
              page.file(),
              block.line(),
              ended
                  ? "the commands ended with status "
                      + bash.exitValue()
                      + ", not "
                      + block.status()
                      + ": repair what their output above says"
                  : "the commands did not end in "
                      + COMMAND_MINUTES
                      + " minutes: make them shorter, or do not have them run");
        }
      } finally {
        Files.delete(output);
      }
    }
  }

  private void problem(Path file, int line, String what) {
    problems.add(file + ":" + line + ": " + what);
  }

  private static int lineOf(Page page, int offset) {
    return 1 + (int) page.prose().substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
