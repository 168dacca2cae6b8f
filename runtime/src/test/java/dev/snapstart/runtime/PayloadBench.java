package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

/**
 * What the codec costs a fresh process, in microseconds; the numbers of {@code
 * docs/decisions/0008-typed-binding-on-jackson-core.md}. {@code cold} and the class of a codec
 * prints initialisation, first event, and a later event; {@code method} or {@code handle} and a
 * number of events prints what calling 20 getters and 20 setters that often costs.
 */
final class PayloadBench {

  private static final int WARM_UP = 20_000;
  private static final int PROPERTIES = 20;

  /** AWS's own client as a codec. */
  static final class RicCodec implements EventCodec {

    @Override
    public Decoder decoder(Type type) {
      PojoSerializer<Object> serializer = Ric.serializer(type);
      return event -> serializer.fromJson(new ByteArrayInputStream(event));
    }

    @Override
    public Encoder encoder(Type type) {
      PojoSerializer<Object> serializer = Ric.serializer(type);
      return serializer::toJson;
    }
  }

  private PayloadBench() {}

  public static void main(String[] args) throws Throwable {
    if (args[0].equals("cold")) {
      cold(args[1]);
    } else {
      Method[] getters = new Method[PROPERTIES];
      Method[] setters = new Method[PROPERTIES];
      findAccessors(getters, setters);
      int events = Integer.parseInt(args[1]);
      long start = System.nanoTime();
      if (args[0].equals("method")) {
        callMethods(getters, setters, events);
      } else {
        callHandles(getters, setters, events);
      }
      System.out.println((System.nanoTime() - start) / 1000);
    }
  }

  private static void cold(String codecName) throws Exception {
    byte[] event = RicEventsTest.bytes("APIGatewayProxyRequestEvent");
    ByteArrayOutputStream out = new ByteArrayOutputStream(10_000);
    Type type = APIGatewayProxyRequestEvent.class;
    long start = System.nanoTime();
    EventCodec codec = (EventCodec) Class.forName(codecName).getDeclaredConstructor().newInstance();
    EventCodec.Decoder decoder = codec.decoder(type);
    EventCodec.Encoder encoder = codec.encoder(type);
    long initialised = System.nanoTime();
    encoder.encode(decoder.decode(event), out);
    long first = System.nanoTime();
    for (int i = 0; i < WARM_UP; i++) {
      out.reset();
      encoder.encode(decoder.decode(event), out);
    }
    long warm = System.nanoTime();
    for (int i = 0; i < WARM_UP; i++) {
      out.reset();
      encoder.encode(decoder.decode(event), out);
    }
    long end = System.nanoTime();
    System.out.println(
        (initialised - start) / 1000
            + " "
            + (first - initialised) / 1000
            + " "
            + (first - start) / 1000
            + " "
            + (end - warm) / (1000.0 * WARM_UP));
  }

  private static void findAccessors(Method[] getters, Method[] setters)
      throws NoSuchMethodException {
    Class<?> bean = APIGatewayV2WebSocketEvent.RequestContext.class;
    int found = 0;
    for (Method getter : bean.getMethods()) {
      String name = getter.getName();
      if (name.startsWith("get") && !name.equals("getClass") && found < PROPERTIES) {
        getters[found] = getter;
        setters[found++] = bean.getMethod("s" + name.substring(1), getter.getReturnType());
      }
    }
  }

  private static void callMethods(Method[] getters, Method[] setters, int events) throws Throwable {
    Object bean = new APIGatewayV2WebSocketEvent.RequestContext();
    for (int i = 0; i < PROPERTIES; i++) {
      getters[i].trySetAccessible();
      setters[i].trySetAccessible();
    }
    for (int event = 0; event < events; event++) {
      for (int i = 0; i < PROPERTIES; i++) {
        setters[i].invoke(bean, getters[i].invoke(bean));
      }
    }
  }

  private static void callHandles(Method[] getters, Method[] setters, int events) throws Throwable {
    Object bean = new APIGatewayV2WebSocketEvent.RequestContext();
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodType gets = MethodType.methodType(Object.class, Object.class);
    MethodType sets = MethodType.methodType(Object.class, Object.class, Object.class);
    MethodHandle[] get = new MethodHandle[PROPERTIES];
    MethodHandle[] set = new MethodHandle[PROPERTIES];
    for (int i = 0; i < PROPERTIES; i++) {
      get[i] = lookup.unreflect(getters[i]).asType(gets);
      set[i] = lookup.unreflect(setters[i]).asType(sets);
    }
    for (int event = 0; event < events; event++) {
      for (int i = 0; i < PROPERTIES; i++) {
        Object value = (Object) get[i].invokeExact(bean);
        Object ignored = (Object) set[i].invokeExact(bean, value);
      }
    }
  }
}
