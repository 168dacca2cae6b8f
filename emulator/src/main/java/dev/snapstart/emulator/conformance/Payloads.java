package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.conformance.Behaviour.Check;
import java.nio.file.Path;
import java.util.List;

/**
 * Objects from events, and answers from objects: as AWS's client does it, unless said otherwise.
 */
final class Payloads {

  private static final String SERVICE =
      "META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer";
  private static final String SERIALIZERS = "dev.snapstart.emulator.handlers.Serializers$";

  private Payloads() {}

  static Section section() {
    return new Section(
        "D5",
        "Payloads",
        List.of(
            Behaviour.of(
                77,
                "String: a JSON string, a number, one element of an array; an object is an error",
                Payloads::readsStrings),
            Behaviour.of(
                78,
                "Primitives and boxes, from text too; null is 0 and false",
                all(
                    readAs("Json::integer", "5", "int 5"),
                    readAs("Json::integer", "\"5\"", "int 5"),
                    readAs("Json::integer", "null", "int 0"),
                    readAs("Json::wide", "9007199254740993", "long 9007199254740993"),
                    readAs("Json::flag", "true", "boolean true"),
                    readAs("Json::flag", "null", "boolean false"),
                    readAs("Json::real", "1.5", "double 1.5"),
                    readAs("Json::boxed", "null", "boxed null"))),
            Behaviour.of(
                79,
                "A single value for a list, a list of one for a single value",
                all(
                    readAs("Json::list", "\"a\"", "list [a]"),
                    readAs("Json::integer", "[7]", "int 7"),
                    readAs("Json::map", "[{\"a\":1}]", "a=Integer 1"))),
            Behaviour.of(
                80,
                "Unknown properties are ignored, missing ones keep their defaults",
                readAs(
                    "Json::bean", "{\"name\":\"n\",\"unknown\":{\"deep\":[1]}}", "n 1 null null")),
            Behaviour.of(
                81,
                "Property names as JavaBeans spells them (URL, isReady)",
                all(
                    readAs("Json::names", "{\"URL\":\"u\",\"ready\":true}", "u true"),
                    written("names", "{\"ready\":true,\"URL\":\"u\"}"))),
            Behaviour.of(
                82,
                "Enums by name and by number; null for an unknown name; as keys",
                all(
                    readAs("Json::bean", "{\"color\":\"RED\"}", "null 1 RED null"),
                    readAs("Json::bean", "{\"color\":1}", "null 1 GREEN null"),
                    readAs("Json::bean", "{\"color\":\"MAUVE\"}", "null 1 null null"),
                    readAs("Json::colors", "{\"RED\":1,\"GREEN\":2}", "{RED=1, GREEN=2}"))),
            Behaviour.of(
                83,
                "Empty text and an empty array are null for an object",
                all(
                    readAs("Json::bean", "{\"other\":\"\"}", "null 1 null null"),
                    readAs("Json::bean", "{\"other\":[]}", "null 1 null null"))),
            Behaviour.of(
                84,
                "Lenient input: single quotes, bare names, leading zeros, NaN; no comments",
                Payloads::isLenient),
            Behaviour.of(
                85,
                "Output: null left out, NaN as text, base64, epoch millis, decimal seconds, arrays",
                all(
                    written("nulls", "{\"count\":1}"),
                    written("nan", "{\"value\":\"NaN\"}"),
                    written("bytes", "{\"value\":\"AQID\"}"),
                    written("date", "{\"value\":1700000000000}"),
                    written("instant", "{\"value\":1700000000.000000000}"),
                    written("day", "{\"value\":[2023,11,14]}"),
                    written("duration", "{\"value\":90.000000000}"),
                    written("optional", "{\"value\":\"there\"}"))),
            Behaviour.of(
                86,
                "Records, nested and generic, both ways",
                all(
                    readAs(
                        "Json::order",
                        "{\"id\":\"o\",\"items\":[{\"name\":\"a\",\"price\":2}],\"tag\":{\"value\":7}}",
                        "Order[id=o, items=[Item[name=a, price=2]], tag=Tag[value=7]]"),
                    written(
                        "order",
                        "{\"id\":\"o\",\"items\":[{\"name\":\"a\",\"price\":2}],\"tag\":{\"value\":7}}"))),
            Behaviour.notDriven(
                87,
                "The user's Jackson annotations are honoured on request",
                "each runtime has its own way to ask for it"),
            Behaviour.notDriven(
                88,
                "Builders are honoured on request",
                "each runtime has its own way to ask for it"),
            Behaviour.of(
                89,
                "CustomPojoSerializer: one is used both ways, two or a broken one fail init",
                Payloads::usesSerializers),
            Behaviour.of(
                90,
                "Nested generics, arrays, varargs, wildcards",
                all(
                    readAs("Json::nested", "{\"k\":[{\"name\":\"a\",\"count\":2}]}", "nested a 2"),
                    readAs("Json::array", "[\"a\",\"b\"]", "array [a, b]"),
                    readAs("Json::varargs", "[\"a\",\"b\"]", "varargs [a, b]"),
                    readAs("Json::wildcard", "[{\"name\":\"a\",\"price\":2}]", "wildcard a"))),
            Behaviour.of(
                91,
                "Large numbers keep their digits",
                all(
                    readAs(
                        "Json::map",
                        "{\"a\":9007199254740993,\"b\":123456789012345678901234567890}",
                        "a=Long 9007199254740993 b=BigInteger 123456789012345678901234567890"),
                    readAs(
                        "Json::decimal",
                        "0.1234567890123456789012345",
                        "0.1234567890123456789012345"))),
            Behaviour.of(
                92,
                "The order of an object is that of its map",
                readAs(
                    "Json::map",
                    "{\"z\":1,\"a\":2,\"m\":3}",
                    "z=Integer 1 a=Integer 2 m=Integer 3")),
            Behaviour.of(
                93,
                "Events are read: SQS, SNS, S3, scheduled ones, Kinesis, DynamoDB, HTTP APIs",
                Events::areRead),
            Behaviour.of(
                94, "Events are written with the names that they came with", Events::areWritten),
            Behaviour.of(
                95,
                "Events within lists, subclasses and fields are read as well",
                Events::areReadWithin),
            Behaviour.of(
                96,
                "Answers of aws-lambda-java-events have the names that services expect",
                Events::areAnswered),
            Behaviour.notDriven(
                97,
                "Events without dates need no Joda-Time",
                "the library is on the class path that the command gives"),
            Behaviour.notDriven(
                98,
                "Another JSON library for clients on Android",
                "an oddity of AWS's client that nothing depends on"),
            Behaviour.of(
                99,
                "A stream handler's bytes are untouched, JSON or not",
                StartUp.answers("Shapes$Echo", " {not json\n", " {not json\n"))));
  }

  private static Check all(Check... checks) {
    return bench -> {
      for (Check check : checks) {
        check.run(bench);
      }
    };
  }

  /** The handler says what it was given. */
  private static Check readAs(String handler, String event, String description) {
    return StartUp.answers(handler, event, '"' + description + '"');
  }

  /** The handler returns one of its objects. */
  private static Check written(String what, String json) {
    return StartUp.answers("Json::out", '"' + what + '"', json);
  }

  private static void readsStrings(Bench bench) throws Exception {
    Running running = bench.function("Methods::one").start();
    Violation.unlessEqual("\"one a\"", running.answer("\"a\""));
    Violation.unlessEqual("\"one 5\"", running.answer("5"));
    Violation.unlessEqual("\"one one\"", running.answer("[\"one\"]"));
    running.failure("{\"a\":1}");
  }

  private static void isLenient(Bench bench) throws Exception {
    Running running = bench.function("Json::map").start();
    Violation.unlessEqual("\"a=String b\"", running.answer("{'a':'b'}"));
    Violation.unlessEqual("\"a=Integer 7\"", running.answer("{a:007}"));
    Violation.unlessEqual("\"a=Double NaN\"", running.answer("{\"a\":NaN}"));
    Violation.unlessEqual("\"a=String x\\ty\"", running.answer("{\"a\":\"x\ty\"}"));
    running.failure("{/* no */\"a\":1}");
  }

  private static void usesSerializers(Bench bench) throws Exception {
    Running one = bench.function("Json::list").taskRoot(with(bench, "Shouting")).start();
    Violation.unlessEqual("<LIST [CUSTOM]>", one.answer("anything"));
    EnvironmentFailure broken =
        bench.function("Json::list").taskRoot(with(bench, "Broken")).startFailure();
    Violation.unlessContains("no serializer today", broken.errorPayload() + broken.lastOutput());
    EnvironmentFailure two =
        bench
            .function("Json::list")
            .taskRoot(with(bench, "Shouting\n" + SERIALIZERS + "Whispering"))
            .startFailure();
    Violation.unlessContains("TooManyServiceProviders", two.errorPayload() + two.lastOutput());
  }

  private static Path with(Bench bench, String names) throws Exception {
    Path root = bench.classes();
    TaskRoots.write(root.resolve(SERVICE), SERIALIZERS + names);
    return root;
  }
}
