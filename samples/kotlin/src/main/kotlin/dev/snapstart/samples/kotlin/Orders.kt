package dev.snapstart.samples.kotlin

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestHandler
import dev.snapstart.hooks.PerRestore
import dev.snapstart.hooks.Priming
import java.time.Instant
import java.util.SplittableRandom
import java.util.UUID
import java.util.concurrent.atomic.AtomicInteger
import kotlin.reflect.KProperty

/** What comes in. */
data class Order(val customer: String)

/** What goes out; no clone may give a number or a prize that another one has given. */
data class Receipt(val orderNumber: String, val prize: Int, val openSince: String, val customer: String)

/** Lets a property be `by perRestore { … }`: made when it is first read, and again in each clone. */
operator fun <T : Any> PerRestore<T>.getValue(owner: Any?, property: KProperty<*>): T = get()

/** A value of each clone's own. */
fun <T : Any> perRestore(maker: () -> T): PerRestore<T> = PerRestore.of(maker)

/** Numbers orders, and says what each has won. */
class Orders : RequestHandler<Map<String, String>, Receipt> {

  private val series by perRestore { Series(UUID.randomUUID().toString()) }
  private val draw by perRestore { SplittableRandom() }
  private val openSince by perRestore { Instant.now() }

  init {
    Priming.handler("a sample order", this, mapOf("customer" to "nobody"))
  }

  override fun handleRequest(event: Map<String, String>, context: Context): Receipt {
    val order = Order(event.getValue("customer"))
    return Receipt(series.next(), draw.nextInt(1_000_000_000), openSince.toString(), order.customer)
  }
}

/** A name and a counter. */
class Series(private val name: String) {

  private val counter = AtomicInteger()

  /** The next number. */
  fun next() = "$name-${counter.incrementAndGet()}"
}
