package dev.snapstart.audit;

import dev.snapstart.audit.Kind.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives all objects of a heap to those that know what is a hazard. */
final class Search implements ContentVisitor {

  private static final String STRING = "java.lang.String";

  private final Heap heap;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<HeapType, Probe> probes = new HashMap<>();
  private final FieldValues numbers;
  private final Texts texts;

  Search(Heap heap, Circumstances at) {
    this.heap = heap;
    numbers = new FieldValues(heap, at, candidates::add);
    texts = new Texts(at);
    Probes all = Probes.all(at);
    heap.types()
        .forEach(type -> {
          Probe probe = type.isArray() ? null : all.of(type);
          if (probe != null) {
            probes.put(type, probe);
          }
        });
  }

  /** Reads the heap's references, and what is in its objects on the way. */
  Graph read() throws IOException {
    return Graph.read(heap, this);
  }

  /** What was found, now that it is known who holds what. */
  List<Candidate> candidates(Graph graph, Owners owners) {
    StaticGenerators.look(heap, candidates::add);
    new LiveThreads(heap, owners).look(candidates::add);
    numbers.ownedBy(owners);
    for (int object = 0; object < heap.size(); object++) {
      if (heap.isPrimitiveArray(object)) {
        if (texts.of(object) == Kind.RANDOM_BYTES && owners.isPlain(object)) {
          hidden(Kind.RANDOM_BYTES, object, object);
        }
      } else if (heap.isClass(object)) {
        if (heap.origin(object) == Origin.APPLICATION) {
          numbers.ofClass(object);
        }
      } else if (heap.typeName(object).equals(STRING)) {
        text(graph, owners, object);
      }
    }
    return candidates;
  }

  @Override
  public boolean wants(HeapType type) {
    return type.isApplication() || probes.containsKey(type) || FieldValues.isBox(type);
  }

  @Override
  public void instance(Instance instance) {
    Probe probe = probes.get(instance.type());
    if (probe != null) {
      probe.look(instance, candidates::add);
    }
    if (instance.type().isApplication() || FieldValues.isBox(instance.type())) {
      numbers.ofInstance(instance);
    }
  }

  @Override
  public void bytes(byte[] bytes, int object) {
    texts.look(bytes, object);
  }

  private void text(Graph graph, Owners owners, int string) {
    if (graph.begin(string) == graph.end(string)) {
      return;
    }
    int array = graph.target(graph.begin(string));
    Kind kind = texts.of(array);
    if (kind == null || kind == Kind.RANDOM_BYTES) {
      return;
    }
    if (kind.scope() == Scope.HELD || (kind == Kind.SECRET_VARIABLE && owners.isPlain(string))) {
      hidden(kind, string, array);
    } else if (kind.scope() == Scope.OWNED && owners.isPlain(string)) {
      String text = new String(heap.byteArray(array), StandardCharsets.ISO_8859_1);
      candidates.add(new Candidate(kind, string, null, text, text));
    }
  }

  private void hidden(Kind kind, int object, int array) {
    candidates.add(Candidate.hidden(kind, object, heap.byteArray(array)));
  }
}
